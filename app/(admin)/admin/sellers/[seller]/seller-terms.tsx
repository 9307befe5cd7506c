"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAction } from "@/components/use-action";
import { localDecimal } from "@/lib/i18n/format";
import { setSellerTermsAction } from "@/lib/sellers/actions";
import { commissionText } from "@/lib/sellers/rules";

interface SellerTermsProps {
  id: string;
  commissionBp: number;
  /** Null: as many as everybody. */
  dailyInvites: number | null;
}

export function SellerTerms({ id, commissionBp, dailyInvites }: SellerTermsProps) {
  const t = useTranslations("admin.terms");
  const locale = useLocale();
  const router = useRouter();
  const { submit, pending, fieldErrors } = useAction(setSellerTermsAction, {
    success: t("saved"),
    onSuccess: () => router.refresh(),
  });
  const typed = (form: FormData, name: string) => String(form.get(name) ?? "");
  return (
    <Card>
      <CardHeader title={t("title")} />
      <form
        noValidate
        onSubmit={submit((form) => [
          { id, commission: typed(form, "commission"), dailyInvites: typed(form, "dailyInvites") },
        ])}
        className="flex flex-col gap-4 p-4"
      >
        <Field label={t("commission")} hint={t("commissionHint")} error={fieldErrors.commission} required>
          <Input
            name="commission"
            inputMode="decimal"
            autoComplete="off"
            maxLength={10}
            defaultValue={localDecimal(commissionText(commissionBp), locale)}
            className="tabular-nums"
          />
        </Field>
        <Field label={t("dailyInvites")} hint={t("dailyInvitesHint")} error={fieldErrors.dailyInvites} optional>
          <Input
            name="dailyInvites"
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
            defaultValue={dailyInvites ?? ""}
            className="tabular-nums"
          />
        </Field>
        <Button type="submit" variant="secondary" pending={pending} className="self-end max-sm:self-stretch">
          {t("save")}
        </Button>
      </form>
    </Card>
  );
}
