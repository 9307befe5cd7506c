"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { useAction } from "@/components/use-action";
import { saveProfileAction, updateSettingsAction } from "@/lib/sellers/actions";
import type { SettingsPatch } from "@/lib/sellers/settings";
import type { ActionResult } from "@/lib/server/result";

type ProfileValues = Parameters<typeof saveProfileAction>[1];
type GroupName = ProfileValues["group"] | "notices" | "reminders";

export interface GroupProps {
  slug: string;
  /** Without the right `settings.write` everything is shown and nothing can be changed. */
  mayWrite: boolean;
}

interface GroupFormProps extends GroupProps {
  group: GroupName;
  /** What is saved, from the form. */
  read: (form: FormData) => { profile: ProfileValues } | { patch: SettingsPatch };
  /** What saves itself, above the fields. */
  before?: ReactNode;
  children: (errors: Record<string, string>) => ReactNode;
}

/** One group of settings: saved by itself, errors at its fields, and what was typed in the others stays. */
export function GroupForm({ slug, mayWrite, group, read, before, children }: GroupFormProps) {
  const t = useTranslations("settings");
  const router = useRouter();
  const save = (values: ReturnType<GroupFormProps["read"]>): Promise<ActionResult<unknown>> =>
    "patch" in values ? updateSettingsAction(slug, values.patch) : saveProfileAction(slug, values.profile);
  const { submit, pending, fieldErrors } = useAction(save, {
    success: t(`${group}.saved`),
    about: `settings-${group}`,
    onSuccess: () => router.refresh(),
  });
  return (
    <Card id={group} aria-labelledby={`${group}-title`} className="scroll-mt-20">
      <CardHeader title={<span id={`${group}-title`}>{t(`${group}.title`)}</span>} description={t(`${group}.text`)} />
      {before ? <CardBody className="border-border border-b">{before}</CardBody> : null}
      <form onSubmit={submit((form) => [read(form)])} noValidate>
        <CardBody>
          <fieldset disabled={!mayWrite} aria-labelledby={`${group}-title`} className="flex min-w-0 flex-col gap-4">
            {children(fieldErrors)}
          </fieldset>
        </CardBody>
        {mayWrite ? (
          <CardFooter>
            <Button type="submit" pending={pending} aria-describedby={`${group}-title`}>
              {t("save")}
            </Button>
          </CardFooter>
        ) : null}
      </form>
    </Card>
  );
}

/** The texts of a form's fields, as typed. */
export function textsOf<Name extends string>(form: FormData, names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? "")])) as Record<Name, string>;
}
