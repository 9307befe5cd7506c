import { useTranslations } from "next-intl";
import { type RefundDto, refundedOf } from "@/lib/refunds/rules";
import { DateTime } from "./date-time";
import { Money } from "./money";
import { Card, CardBody, CardHeader } from "./ui/card";

interface OrderRefundsProps {
  refunds: RefundDto[];
  total: number;
  currency: string;
  timeZone: string;
}

/** What was given back for an order, why, and what is left of it; nothing when that is nothing. */
export function OrderRefunds({ refunds, total, currency, timeZone }: OrderRefundsProps) {
  const t = useTranslations("refunds");
  if (refunds.length === 0) return null;
  const refunded = refundedOf(refunds);
  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody className="flex flex-col gap-3">
        <ul className="flex flex-col gap-3">
          {refunds.map(({ id, amount, reason, at }) => (
            <li key={id} className="flex justify-between gap-4">
              <span className="min-w-0">
                <span className="block whitespace-pre-wrap break-words">
                  <bdi>{reason}</bdi>
                </span>
                <DateTime value={at} timeZone={timeZone} className="text-muted-foreground text-xs" />
              </span>
              <Money minor={amount} currency={currency} className="font-medium" />
            </li>
          ))}
        </ul>
        <dl className="flex flex-col gap-1 border-border border-t pt-3">
          <Sum label={t("refunded")} minor={refunded} currency={currency} />
          <Sum label={t("left")} minor={total - refunded} currency={currency} />
        </dl>
      </CardBody>
    </Card>
  );
}

function Sum({ label, minor, currency }: { label: string; minor: number; currency: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="font-semibold">
        <Money minor={minor} currency={currency} />
      </dd>
    </div>
  );
}
