import { CircleCheck, CircleX, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import type { Tone } from "./badge";

const tones: Record<Tone, { icon: typeof Info; frame: string; mark: string }> = {
  neutral: { icon: Info, frame: "border-border bg-muted", mark: "text-muted-foreground" },
  info: { icon: Info, frame: "border-brand/25 bg-brand-soft", mark: "text-brand" },
  success: { icon: CircleCheck, frame: "border-success/25 bg-success-soft", mark: "text-success" },
  warning: { icon: TriangleAlert, frame: "border-warning/25 bg-warning-soft", mark: "text-warning" },
  danger: { icon: CircleX, frame: "border-danger/25 bg-danger-soft", mark: "text-danger" },
};

export interface AlertProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** A button or link at the end. */
  action?: ReactNode;
  /** Announce at once: for what appears after an action, not for what is there from the start. */
  live?: boolean;
  className?: string;
}

export function Alert({ tone = "info", title, children, action, live, className }: AlertProps) {
  const { icon: Icon, frame, mark } = tones[tone];
  return (
    <div
      role={live ? "alert" : undefined}
      className={cn("flex items-start gap-3 rounded-lg border px-4 py-3 text-sm", frame, className)}
    >
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", mark)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-pretty">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
