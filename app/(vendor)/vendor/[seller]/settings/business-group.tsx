"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { ProfileDto } from "@/lib/sellers/profile/queries";
import { GroupForm, type GroupProps, textsOf } from "./group-form";

const FIELDS = ["name", "legalName", "registrationNumber", "trade", "description"] as const;

export function BusinessGroup({
  profile,
  ...group
}: GroupProps & { profile: Pick<ProfileDto, (typeof FIELDS)[number]> }) {
  const t = useTranslations("sellers.fields");
  return (
    <GroupForm
      {...group}
      group="business"
      read={(form) => ({ profile: { group: "business", ...textsOf(form, FIELDS) } })}
    >
      {(errors) => (
        <>
          <Field label={t("name")} hint={t("nameHint")} error={errors.name} required>
            <Input name="name" defaultValue={profile.name} autoComplete="organization" />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label={t("legalName")}
              hint={t("legalNameHint")}
              error={errors.legalName}
              required={profile.legalName !== null}
              optional={profile.legalName === null}
            >
              <Input name="legalName" defaultValue={profile.legalName ?? ""} autoComplete="off" />
            </Field>
            <Field
              label={t("registrationNumber")}
              hint={t("registrationNumberHint")}
              error={errors.registrationNumber}
              optional
            >
              <Input name="registrationNumber" defaultValue={profile.registrationNumber ?? ""} autoComplete="off" />
            </Field>
          </div>
          <Field label={t("trade")} hint={t("tradeHint")} error={errors.trade} optional>
            <Input name="trade" defaultValue={profile.trade ?? ""} autoComplete="off" />
          </Field>
          <Field label={t("description")} hint={t("descriptionHint")} error={errors.description} optional>
            <Textarea name="description" rows={3} defaultValue={profile.description ?? ""} />
          </Field>
        </>
      )}
    </GroupForm>
  );
}
