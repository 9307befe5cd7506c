import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface EmptyStateProps {
  icon: LucideIcon;
  title: ReactNode;
  /** What this place is for. */
  description: ReactNode;
  /** The next step: one button or link. */
  action?: ReactNode;
  /** The element of the title: h1 where this is the whole page. */
  as?: "p" | "h1" | "h2";
  className?: string;
}

export function EmptyState({ icon: Icon, title, description, action, as: Heading = "p", className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center gap-3 rounded-lg border border-border border-dashed px-6 py-12 text-center",
        className,
      )}
    >
      <span className="grid size-10 place-items-center rounded-md bg-muted text-muted-foreground">
        <Icon aria-hidden="true" className="size-5" />
      </span>
      <div className="flex max-w-md flex-col gap-1">
        <Heading className="font-semibold text-base">{title}</Heading>
        <p className="text-pretty text-muted-foreground text-sm">{description}</p>
      </div>
      {action}
    </div>
  );
}
