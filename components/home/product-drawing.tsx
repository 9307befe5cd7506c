import { cn } from "@/lib/cn";

const paths = {
  bottle: "M17 6h6v6l3 5v17H14V17l3-5zM14 22h12v7H14z",
  sack: "M13 8h14l-3 5c5 5 6 9 6 14 0 5-3 7-10 7s-10-2-10-7c0-5 1-9 6-14zM15 24h10",
  box: "M8 14l12-6 12 6v14l-12 6-12-6zM8 14l12 6 12-6M20 20v14",
};

export function ProductDrawing({ kind, className }: { kind: keyof typeof paths; className?: string }) {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true" className={cn("shrink-0 rounded-sm bg-muted", className)}>
      <path
        d={paths[kind]}
        className="fill-card stroke-muted-foreground"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
