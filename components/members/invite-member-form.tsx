"use client";

import { useLocale, useTranslations } from "next-intl";
import { isLocale } from "@/lib/i18n/locales";
import { inviteMemberAction } from "@/lib/members/actions";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { useAction } from "../use-action";
import { LocaleField, RoleField } from "./role-fields";

export interface InviteMemberFormProps {
  /** Slug. */
  seller: string;
  onInvited: (invited: { id: string; email: string }) => void;
}

type NewInvite = Parameters<typeof inviteMemberAction>[1];

/** Asks one e-mail to join the staff. What was typed stays until the invite is on its way. Needs the namespaces `members` and `contacts`. */
export function InviteMemberForm({ seller, onInvited }: InviteMemberFormProps) {
  const t = useTranslations("members");
  const locale = useLocale();
  const { submit, pending, fieldErrors } = useAction(async (form: HTMLFormElement, input: NewInvite) => {
    const result = await inviteMemberAction(seller, input);
    if (result.ok) {
      form.reset();
      onInvited({ id: result.data.id, email: input.email.trim() });
    }
    return result;
  });
  return (
    <form
      noValidate
      onSubmit={(event) => void submit((data) => [event.currentTarget, readInvite(data)])(event)}
      className="flex flex-col gap-4"
    >
      <Field label={t("invite.email")} error={fieldErrors.email} required>
        <Input name="email" type="email" autoComplete="off" dir="ltr" maxLength={320} className="rtl:text-end" />
      </Field>
      <Field label={t("invite.name")} hint={t("invite.nameHint")} error={fieldErrors.name} optional>
        <Input name="name" autoComplete="off" maxLength={100} />
      </Field>
      <RoleField defaultValue="support" error={fieldErrors.role} />
      <LocaleField
        label={t("invite.locale")}
        hint={t("invite.localeHint")}
        defaultValue={isLocale(locale) ? locale : "en"}
        error={fieldErrors.locale}
      />
      <Button type="submit" pending={pending} className="self-end max-sm:self-stretch">
        {t("invite.submit")}
      </Button>
    </form>
  );
}

/** As chosen; what the server does not know it refuses beside the field. */
function readInvite(form: FormData): NewInvite {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    email: text("email"),
    name: text("name"),
    role: text("role") as NewInvite["role"],
    locale: text("locale") as NewInvite["locale"],
  };
}
