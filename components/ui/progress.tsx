import { cn } from "@/lib/cn";

export interface ProgressProps {
  label: string;
  value: number;
  max: number;
  /** "1,204 of 10,000", already formatted. */
  text?: string;
  className?: string;
}

export function Progress({ label, value, max, text, className }: ProgressProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex justify-between gap-4 text-sm">
        <span>{label}</span>
        {text ? <span className="text-muted-foreground tabular-nums">{text}</span> : null}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={text}
        className="h-2 overflow-hidden rounded-full bg-muted"
      >
        <div className="h-full rounded-full bg-brand transition-[width]" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
