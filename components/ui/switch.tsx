"use client";

import { Root, Thumb } from "radix-ui/switch";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";

export function Switch({ className, ...props }: ComponentProps<typeof Root>) {
  return (
    <Root
      {...props}
      className={cn(
        "inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-input bg-muted px-0.5 transition-colors disabled:opacity-50 data-[state=checked]:border-brand data-[state=checked]:bg-brand",
        className,
      )}
    >
      <Thumb className="block size-4.5 rounded-full bg-muted-foreground transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-brand-fg rtl:data-[state=checked]:-translate-x-4" />
    </Root>
  );
}

export interface SwitchFieldProps extends ComponentProps<typeof Root> {
  label: ReactNode;
  hint?: ReactNode;
}

/** A setting that takes effect at once: words first, switch at the end of the line. */
export function SwitchField({ label, hint, className, ...props }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className={cn("flex items-center justify-between gap-4 py-2", className)}>
      <div className="flex flex-col">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-muted-foreground text-xs">
            {hint}
          </p>
        ) : null}
      </div>
      <Switch id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...props} />
    </div>
  );
}
