import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "./ui/card";

/** What the customer wrote with an order; nothing when that is nothing. */
export function OrderDetails({ poNumber, note }: { poNumber: string | null; note: string | null }) {
  const t = useTranslations("orders.detail");
  if (!poNumber && !note) return null;
  return (
    <Card>
      <CardHeader title={t("details")} />
      <CardBody>
        <dl className="flex flex-col gap-3">
          {poNumber ? <Detail term={t("poNumber")}>{poNumber}</Detail> : null}
          {note ? <Detail term={t("note")}>{note}</Detail> : null}
        </dl>
      </CardBody>
    </Card>
  );
}

function Detail({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{term}</dt>
      <dd className="whitespace-pre-wrap break-words">
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
