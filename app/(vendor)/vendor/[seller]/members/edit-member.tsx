"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LocaleField, RoleField } from "@/components/members/role-fields";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { useAction } from "@/components/use-action";
import { changeMemberAction } from "@/lib/members/actions";
import type { MemberItem } from "@/lib/members/schema";
import { memberNameId, nameOf } from "./member-name";

interface EditMemberProps {
  slug: string;
  member: MemberItem;
}

/** Role and language. */
export function EditMember({ slug, member }: EditMemberProps) {
  const t = useTranslations("members.edit");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-describedby={memberNameId(member.id)}>
          {t("button")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title", { name: nameOf(member) })} description={t("description")}>
        <EditForm slug={slug} member={member} onSaved={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

type Input = Parameters<typeof changeMemberAction>[1];

function EditForm({ slug, member, onSaved }: EditMemberProps & { onSaved: () => void }) {
  const t = useTranslations("members");
  const router = useRouter();
  const { id, role, locale, own, lastAdmin } = member;
  const { submit, pending, fieldErrors } = useAction((input: Input) => changeMemberAction(slug, input), {
    success: t("edit.done", { name: nameOf(member) }),
    about: id,
    onSuccess: () => {
      onSaved();
      // One's own language is that of this very page, and one's own role decides about all of it.
      if (own) window.location.reload();
      else router.refresh();
    },
  });
  const read = (form: FormData): Input => ({
    id,
    ...(form.has("role") && { role: form.get("role") as Input["role"] }),
    locale: form.get("locale") as Input["locale"],
  });
  return (
    <form noValidate onSubmit={submit((form) => [read(form)])} className="flex flex-col gap-4">
      <RoleField defaultValue={role} error={fieldErrors.role} fixed={lastAdmin ? t("onlyAdmin") : undefined} />
      <LocaleField label={t("columns.locale")} defaultValue={locale} error={fieldErrors.locale} />
      <DialogFooter>
        <Button type="submit" pending={pending}>
          {t("edit.save")}
        </Button>
      </DialogFooter>
    </form>
  );
}
