"use client";

import { Check, Minus } from "lucide-react";
import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import { useFieldProps } from "./field-context";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "ref"> {
  indeterminate?: boolean;
}

export function Checkbox({ className, indeterminate = false, ...props }: CheckboxProps) {
  const field = useFieldProps(props);
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    // The frame is 24 px: the smallest target that WCAG 2.2 allows.
    <span className={cn("relative inline-grid size-6 shrink-0 place-items-center align-middle", className)}>
      <input
        {...props}
        {...field}
        ref={ref}
        type="checkbox"
        className="peer absolute inset-0 m-auto size-4.5 appearance-none rounded-sm border border-input bg-card transition-colors before:absolute before:-inset-1 checked:border-brand checked:bg-brand indeterminate:border-brand indeterminate:bg-brand disabled:opacity-50 aria-invalid:border-danger forced-colors:appearance-auto"
      />
      <Check
        aria-hidden="true"
        strokeWidth={3}
        className="pointer-events-none relative hidden size-3.5 text-brand-fg peer-checked:block peer-indeterminate:hidden"
      />
      <Minus
        aria-hidden="true"
        strokeWidth={3}
        className="pointer-events-none relative hidden size-3.5 text-brand-fg peer-indeterminate:block"
      />
    </span>
  );
}
