"use client";

import { Bell } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { updateSettingsAction } from "@/lib/sellers/actions";
import { NOTICES, type Notice, REMINDER_DAYS, type SellerSettings } from "@/lib/sellers/settings";
import { Button } from "./ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "./ui/dialog";
import { Field } from "./ui/field";
import { Label } from "./ui/label";
import { Select } from "./ui/select";
import { Switch } from "./ui/switch";
import { useAction } from "./use-action";

export interface NoticesButtonProps {
  slug: string;
  settings: SellerSettings;
}

/** Who is told of what, for members with the right `settings.write`. Needs the namespace `notices`. */
export function NoticesButton({ slug, settings }: NoticesButtonProps) {
  const t = useTranslations("notices");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary">
          <Bell aria-hidden="true" />
          {t("title")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <NoticesForm slug={slug} settings={settings} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

const GROUPS = [
  { id: "members", notices: ["requested", "autoApproved"] },
  { id: "customers", notices: ["autoApprovedCustomer", "decided"] },
] as const satisfies { id: string; notices: Notice[] }[];

function NoticesForm({ slug, settings, onDone }: NoticesButtonProps & { onDone: () => void }) {
  const t = useTranslations("notices");
  const router = useRouter();
  const { submit, pending } = useAction(
    (patch: Parameters<typeof updateSettingsAction>[1]) => updateSettingsAction(slug, patch),
    {
      success: t("saved"),
      onSuccess: () => {
        router.refresh();
        onDone();
      },
    },
  );
  return (
    <form onSubmit={submit((form) => [patchOf(form)])} className="flex flex-col gap-5">
      {GROUPS.map(({ id, notices }) => (
        <fieldset key={id} className="flex flex-col gap-1">
          <legend className="mb-1 font-semibold text-muted-foreground text-xs">{t(`${id}.title`)}</legend>
          {notices.map((notice) => (
            <NoticeSwitch key={notice} notice={notice} on={settings.notices[notice]} />
          ))}
        </fieldset>
      ))}
      <Field label={t("reminder")} hint={t("reminderHint")}>
        <ReminderSelect days={settings.invites.reminderDays} />
      </Field>
      <DialogFooter>
        <Button type="submit" pending={pending}>
          {t("save")}
        </Button>
      </DialogFooter>
    </form>
  );
}

function NoticeSwitch({ notice, on }: { notice: Notice; on: boolean }) {
  const t = useTranslations("notices.each");
  const id = `notice-${notice}`;
  return (
    <div className="flex min-h-11 items-center justify-between gap-4 border-border border-b py-2 last:border-b-0">
      <div className="flex flex-col gap-0.5">
        <Label htmlFor={id}>{t(`${notice}.label`)}</Label>
        <p id={`${id}-hint`} className="text-pretty text-muted-foreground text-xs">
          {t(`${notice}.hint`)}
        </p>
      </div>
      <Switch id={id} name={notice} defaultChecked={on} aria-describedby={`${id}-hint`} />
    </div>
  );
}

function ReminderSelect({ days }: { days: number | null }) {
  const t = useTranslations("notices");
  // A number that is none of the usual ones was chosen elsewhere, and stays.
  const choices = [...new Set([...REMINDER_DAYS, ...(days === null ? [] : [days])])].sort((a, b) => a - b);
  return (
    <Select name="reminderDays" defaultValue={days ?? ""}>
      <option value="">{t("never")}</option>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {t("days", { days: choice })}
        </option>
      ))}
    </Select>
  );
}

function patchOf(form: FormData) {
  const days = String(form.get("reminderDays") ?? "");
  return {
    notices: Object.fromEntries(NOTICES.map((notice) => [notice, form.has(notice)])),
    invites: { reminderDays: days === "" ? null : Number(days) },
  };
}
