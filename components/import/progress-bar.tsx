import { useFormatter } from "next-intl";

interface ProgressBarProps {
  label: string;
  percent: number;
}

/** How far a long work is, in a bar and in figures. The browser's own element: a width in a style attribute is not let through. */
export function ProgressBar({ label, percent }: ProgressBarProps) {
  const format = useFormatter();
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex items-baseline justify-between gap-4 text-sm" aria-hidden="true">
        <span className="font-medium">{label}</span>
        <span className="tabular-nums">{format.number(percent / 100, { style: "percent" })}</span>
      </p>
      <progress
        aria-label={label}
        max={100}
        value={percent}
        className="block h-2 w-full appearance-none overflow-hidden rounded-full border-0 bg-muted text-brand [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-muted [&::-webkit-progress-value]:bg-brand"
      />
    </div>
  );
}
