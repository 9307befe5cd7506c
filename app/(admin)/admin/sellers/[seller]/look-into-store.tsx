"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { startLookAction } from "@/lib/looks/actions";
import { LOOK_MINUTES } from "@/lib/looks/schema";

/** Opens the seller's portal to the operator: to read, for a reason, for a while. */
export function LookIntoStore({ sellerId, name }: { sellerId: string; name: string }) {
  const t = useTranslations("admin.look");
  const [open, setOpen] = useState(false);
  const { submit, pending, fieldErrors } = useAction(startLookAction, {
    onSuccess: ({ slug }) => window.location.assign(`/vendor/${slug}`),
  });
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary">
          <Eye aria-hidden="true" />
          {t("action")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title", { seller: name })} description={t("text")}>
        <form
          noValidate
          onSubmit={submit((form) => [
            {
              sellerId,
              reason: String(form.get("reason") ?? ""),
              minutes: LOOK_MINUTES.find((minutes) => String(minutes) === form.get("minutes")) ?? LOOK_MINUTES[0],
            },
          ])}
          className="flex flex-col gap-4"
        >
          <Field label={t("reason")} hint={t("reasonHint")} error={fieldErrors.reason} required>
            <Textarea name="reason" rows={3} maxLength={500} />
          </Field>
          <Field label={t("minutes")} error={fieldErrors.minutes}>
            <Select name="minutes" defaultValue={LOOK_MINUTES[0]}>
              {LOOK_MINUTES.map((minutes) => (
                <option key={minutes} value={minutes}>
                  {t("minutesOption", { minutes })}
                </option>
              ))}
            </Select>
          </Field>
          <DialogFooter>
            <Button type="submit" pending={pending}>
              {t("action")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
