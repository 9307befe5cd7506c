import { Ban, Check, Circle } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import { type OrderStatus, type OrderTimes, orderTimeline } from "@/lib/orders/rules";
import { DateTime } from "./date-time";

export interface OrderTimelineProps {
  status: OrderStatus;
  times: OrderTimes;
  /** The seller's. */
  timeZone: string;
  cancelReason: string | null;
}

/** What happened to an order and when, and what is still to come. */
export function OrderTimeline({ status, times, timeZone, cancelReason }: OrderTimelineProps) {
  const t = useTranslations("orders.detail");
  const tStatus = useTranslations("status.order");
  const entries = orderTimeline(status, times);
  return (
    <ol className="flex flex-col">
      {entries.map((entry) => (
        <li
          key={entry.status}
          aria-current={entry.status === status ? "step" : undefined}
          className="relative flex gap-3 pb-4 last:pb-0 [&:not(:last-child)]:before:absolute [&:not(:last-child)]:before:start-2.75 [&:not(:last-child)]:before:top-6 [&:not(:last-child)]:before:h-[calc(100%-1.5rem)] [&:not(:last-child)]:before:w-px [&:not(:last-child)]:before:bg-border"
        >
          <Mark status={entry.status} done={entry.at !== null} />
          <div className="min-w-0 pt-0.5">
            <p className={cn("text-sm", entry.at ? "font-medium" : "text-muted-foreground")}>{tStatus(entry.status)}</p>
            <p className="text-muted-foreground text-xs">
              {entry.at ? <DateTime value={entry.at} timeZone={timeZone} /> : t("notYet")}
            </p>
            {entry.status === "cancelled" && cancelReason ? (
              <p className="mt-1 break-words text-sm">{t("cancelReason", { reason: cancelReason })}</p>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Mark({ status, done }: { status: OrderStatus; done: boolean }) {
  const Icon = status === "cancelled" ? Ban : done ? Check : Circle;
  const look =
    status === "cancelled"
      ? "bg-danger-soft text-danger"
      : done
        ? "bg-success-soft text-success"
        : "bg-muted text-muted-foreground";
  return (
    <span className={cn("grid size-6 shrink-0 place-items-center rounded-full", look)}>
      <Icon aria-hidden="true" className={done ? "size-3.5" : "size-2"} />
    </span>
  );
}
