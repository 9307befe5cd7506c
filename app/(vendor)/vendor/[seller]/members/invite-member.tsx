"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InviteMemberForm } from "@/components/members/invite-member-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";

export function InviteMember({ slug }: { slug: string }) {
  const t = useTranslations("members.invite");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus aria-hidden="true" />
          {t("button")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <InviteMemberForm
          seller={slug}
          onInvited={({ id, email }) => {
            setOpen(false);
            toast.success(t("sent", { email }), { about: id });
            router.refresh();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
