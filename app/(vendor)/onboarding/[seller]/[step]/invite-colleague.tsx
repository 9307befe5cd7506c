"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InviteMemberForm } from "@/components/members/invite-member-form";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

/** The portal's form, on the page once it is asked for: most shops begin with one member. */
export function InviteColleague({ slug }: { slug: string }) {
  const t = useTranslations("onboarding.members");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button variant="secondary" className="self-start" onClick={() => setOpen(true)}>
        <UserPlus aria-hidden="true" />
        {t("invite")}
      </Button>
    );
  }
  return (
    <div className="rounded-md border border-border p-4">
      <InviteMemberForm
        seller={slug}
        onInvited={({ email }) => {
          toast.success(t("done", { email }));
          router.refresh();
        }}
      />
    </div>
  );
}
