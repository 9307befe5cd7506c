"use client";

import { useTranslations } from "next-intl";
import { Alert } from "./ui/alert";

export interface NewerValue {
  /** The field's label. */
  label: string;
  value: string | null;
}

/** What somebody else has saved while a form was open: nothing typed is lost, and saving again is a choice. */
export function NewerValues({ values }: { values: NewerValue[] }) {
  const t = useTranslations("ui.newer");
  return (
    <Alert tone="warning" title={t("title")} live>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        {values.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-muted-foreground">{label}</dt>
            <dd className="whitespace-pre-line break-words">
              <bdi>{value ?? t("empty")}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-1">{t("text")}</p>
    </Alert>
  );
}
