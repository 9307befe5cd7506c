import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { useFormatter } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface StatDelta {
  direction: "up" | "down" | "flat";
  /** In words, for example "+12% on last week". */
  text: string;
  /** Whether this is good news; colour follows it, not the arrow. */
  tone?: "success" | "danger" | "neutral";
}

const arrows = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight };
const tones = { success: "text-success", danger: "text-danger", neutral: "text-muted-foreground" };

export interface StatProps {
  label: ReactNode;
  figure: ReactNode;
  delta?: StatDelta;
  hint?: ReactNode;
  className?: string;
}

export function Stat({ label, figure, delta, hint, className }: StatProps) {
  const format = useFormatter();
  const Arrow = delta ? arrows[delta.direction] : null;
  return (
    <div className={cn("@container flex min-w-0 flex-col gap-1 p-4", className)}>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="break-words font-semibold text-lg tabular-nums has-data-long:text-sm sm:text-xl @[13rem]:has-data-long:text-lg @[20rem]:has-data-long:text-xl [&_*]:whitespace-normal">
        {typeof figure === "number" ? format.number(figure) : figure}
      </dd>
      {delta && Arrow ? (
        <dd className={cn("flex items-center gap-1 text-xs", tones[delta.tone ?? "neutral"])}>
          <Arrow aria-hidden="true" className="size-3.5 rtl:-scale-x-100" />
          {delta.text}
        </dd>
      ) : null}
      {hint ? <dd className="text-muted-foreground text-xs">{hint}</dd> : null}
    </div>
  );
}

/** Stats side by side behind hairlines. */
export function StatGroup({ children }: { children: ReactNode }) {
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card">
      {/* Each stat draws its end and bottom line; those at the edge are pushed out of sight. */}
      <dl className="-me-px -mb-px grid grid-cols-2 *:border-border *:border-e *:border-b md:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
        {children}
      </dl>
    </div>
  );
}
