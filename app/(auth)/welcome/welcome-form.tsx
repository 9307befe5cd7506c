"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAction } from "@/components/use-action";
import { renameUserAction } from "@/lib/users/actions";
import { forgetTyped, useTypedKept } from "./typed-kept";

export function WelcomeForm({ userId, company }: { userId: string; company: string }) {
  const t = useTranslations("auth.welcome");
  const [leaving, setLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useTypedKept(form, userId);
  const { submit, pending, error, fieldErrors } = useAction(renameUserAction, {
    onSuccess: () => {
      setLeaving(true);
      forgetTyped();
      // This page leads on whoever has a name.
      window.location.reload();
    },
  });
  return (
    <form
      ref={form}
      noValidate
      method="post"
      onSubmit={submit((form) => [{ name: String(form.get("name")), company: String(form.get("company")) }])}
      className="flex flex-col gap-4"
    >
      <Field label={t("name")} error={fieldErrors.name ?? (error?.fields ? undefined : error?.message)} required>
        <Input name="name" autoComplete="name" autoFocus />
      </Field>
      <Field label={t("company")} error={fieldErrors.company} optional>
        <Input name="company" autoComplete="organization" defaultValue={company} />
      </Field>
      <Button type="submit" size="lg" pending={pending || leaving}>
        {t("submit")}
      </Button>
    </form>
  );
}
