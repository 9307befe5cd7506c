"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { controlClasses } from "./control-classes";
import { useFieldProps } from "./field-context";

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  const field = useFieldProps(props);
  return (
    <input
      type={type}
      {...props}
      {...field}
      className={cn(controlClasses, "h-9 px-3 read-only:bg-muted max-sm:h-11", className)}
    />
  );
}
