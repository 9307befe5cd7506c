"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { LocaleField, RoleField } from "@/components/members/role-fields";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAction } from "@/components/use-action";
import { isLocale } from "@/lib/i18n/locales";
import { addMemberAsOperatorAction } from "@/lib/members/actions";

type NewMember = Parameters<typeof addMemberAsOperatorAction>[0];

/** Invites by e-mail, as the seller's own admins do. */
export function AddMember({ sellerId }: { sellerId: string }) {
  const t = useTranslations("admin.staff");
  const tMembers = useTranslations("members");
  const router = useRouter();
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const { submit, pending, fieldErrors } = useAction(addMemberAsOperatorAction, {
    success: t("invited", { email: email.trim() }),
    onSuccess: () => {
      setOpen(false);
      setEmail("");
      router.refresh();
    },
  });
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus aria-hidden="true" />
          {t("add")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("add")} description={t("addText")}>
        <form noValidate onSubmit={submit((form) => [readMember(sellerId, form)])} className="flex flex-col gap-4">
          <Field label={tMembers("invite.email")} error={fieldErrors.email} required>
            <Input
              name="email"
              type="email"
              autoComplete="off"
              dir="ltr"
              maxLength={320}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              className="rtl:text-end"
            />
          </Field>
          <RoleField defaultValue="support" error={fieldErrors.role} />
          <LocaleField
            label={tMembers("invite.locale")}
            hint={tMembers("invite.localeHint")}
            defaultValue={isLocale(locale) ? locale : "en"}
            error={fieldErrors.locale}
          />
          <DialogFooter>
            <Button type="submit" pending={pending}>
              {t("add")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** As chosen; what the server does not know it refuses beside the field. */
function readMember(sellerId: string, form: FormData): NewMember {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    sellerId,
    email: text("email"),
    role: text("role") as NewMember["role"],
    locale: text("locale") as NewMember["locale"],
  };
}
