"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { REMINDER_DAYS, SEND_FROM, SEND_UNTIL, type SellerSettings } from "@/lib/sellers/settings";
import { GroupForm, type GroupProps } from "./group-form";
import { HourSelect } from "./hour-select";

/** When unanswered invites are repeated, and at which hours. */
export function RemindersGroup({
  invites: { reminderDays },
  sending,
  ...group
}: GroupProps & Pick<SellerSettings, "invites" | "sending">) {
  const t = useTranslations("settings.reminders");
  const tNotices = useTranslations("notices");
  // A number that is none of the usual ones was chosen elsewhere, and stays.
  const days = [...new Set([...REMINDER_DAYS, ...(reminderDays === null ? [] : [reminderDays])])].sort((a, b) => a - b);
  return (
    <GroupForm {...group} group="reminders" read={readReminders}>
      {(errors) => (
        <div className="grid items-end gap-4 sm:grid-cols-3">
          <Field label={tNotices("reminder")} error={errors["invites.reminderDays"]}>
            <Select name="reminderDays" defaultValue={reminderDays ?? ""}>
              <option value="">{tNotices("never")}</option>
              {days.map((choice) => (
                <option key={choice} value={choice}>
                  {tNotices("days", { days: choice })}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("from")} error={errors["sending.from"]}>
            <HourSelect name="from" hours={SEND_FROM} value={sending.from} />
          </Field>
          <Field label={t("to")} error={errors["sending.to"]}>
            <HourSelect name="to" hours={SEND_UNTIL} value={sending.to} />
          </Field>
        </div>
      )}
    </GroupForm>
  );
}

function readReminders(form: FormData) {
  const days = String(form.get("reminderDays") ?? "");
  return {
    patch: {
      invites: { reminderDays: days === "" ? null : Number(days) },
      sending: { from: Number(form.get("from")), to: Number(form.get("to")) },
    },
  };
}
