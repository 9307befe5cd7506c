"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import type { ProfileDto } from "@/lib/sellers/profile/queries";
import { VISIT_IP_DAYS, VISIT_MONTHS } from "@/lib/visits/rules";
import { ChoiceSelect } from "./choice-select";
import { GroupForm, type GroupProps, textsOf } from "./group-form";

/** How long the store keeps what it sees of its visitors. */
export function VisitsGroup({
  profile,
  ...group
}: GroupProps & { profile: Pick<ProfileDto, "visitMonths" | "visitIpDays"> }) {
  const t = useTranslations("settings.visits");
  const months = VISIT_MONTHS.map((count) => ({ value: String(count), label: t("months", { count }) }));
  const days = VISIT_IP_DAYS.map((count) => ({ value: String(count), label: t("ipDays", { count }) }));
  return (
    <GroupForm
      {...group}
      group="visits"
      read={(form) => ({ profile: { group: "visits", ...textsOf(form, ["visitMonths", "visitIpDays"]) } })}
    >
      {(errors) => (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("keep")} hint={t("keepHint")} error={errors.visitMonths}>
            <ChoiceSelect name="visitMonths" value={String(profile.visitMonths)} choices={months} />
          </Field>
          <Field label={t("ip")} hint={t("ipHint")} error={errors.visitIpDays}>
            <ChoiceSelect name="visitIpDays" value={String(profile.visitIpDays)} choices={days} />
          </Field>
        </div>
      )}
    </GroupForm>
  );
}
