"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { controlClasses } from "./control-classes";
import { useFieldProps } from "./field-context";

/** The browser's own select: the right picker on every phone, and a combobox or listbox by itself. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  const field = useFieldProps(props);
  return (
    <span className={cn("relative block", className)}>
      <select
        {...props}
        {...field}
        className={cn(controlClasses, "h-9 appearance-none truncate ps-3 pe-9 max-sm:h-11")}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-muted-foreground"
      />
    </span>
  );
}
