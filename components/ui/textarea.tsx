"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { controlClasses } from "./control-classes";
import { useFieldProps } from "./field-context";

export function Textarea({ className, rows = 4, dir = "auto", ...props }: ComponentProps<"textarea">) {
  const field = useFieldProps(props);
  return (
    <textarea
      rows={rows}
      dir={dir}
      {...props}
      {...field}
      className={cn(controlClasses, "block px-3 py-2 read-only:bg-muted", className)}
    />
  );
}
