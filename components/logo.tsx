import { cn } from "@/lib/cn";

/** The product's mark: a market hall's front. */
function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-7 shrink-0", className)}>
      <rect width="32" height="32" rx="8" className="fill-brand" />
      <path
        d="M7 13.5 16 7l9 6.5M9.5 13.5V24M22.5 13.5V24M16 13.5V24M7 24.5h18"
        className="fill-none stroke-brand-fg"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold text-base tracking-tight", className)}>
      <LogoMark />
      Tradehall
    </span>
  );
}
