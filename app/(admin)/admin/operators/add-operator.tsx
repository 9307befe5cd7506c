"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useAction } from "@/components/use-action";
import { OPERATOR_ROLES, type OperatorRole } from "@/lib/access/permissions";
import { addOperatorAction } from "@/lib/operators/actions";

/** By e-mail or number: somebody who is known here, or somebody new. */
export function AddOperator() {
  const t = useTranslations("operators");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [contact, setContact] = useState("");
  const [role, setRole] = useState<OperatorRole>("support");
  const { submit, pending, fieldErrors } = useAction(addOperatorAction, {
    success: ({ change }) => t(`change.${change}`, { contact: contact.trim() }),
    onSuccess: () => {
      setOpen(false);
      setContact("");
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
        <form noValidate onSubmit={submit(() => [{ contact, role }])} className="flex flex-col gap-4">
          <Field label={t("contact")} hint={t("contactHint")} error={fieldErrors.contact} required>
            <Input
              name="contact"
              autoComplete="off"
              dir="ltr"
              maxLength={320}
              value={contact}
              onChange={(event) => setContact(event.target.value)}
              className="rtl:text-end"
            />
          </Field>
          <Field label={t("role")} hint={t(`roleHints.${role}`)} error={fieldErrors.role}>
            <Select
              name="role"
              value={role}
              onChange={(event) => setRole(OPERATOR_ROLES.find((known) => known === event.target.value) ?? role)}
            >
              {OPERATOR_ROLES.map((one) => (
                <option key={one} value={one}>
                  {t(`roles.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
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
