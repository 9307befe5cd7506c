"use client";

import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { controlClasses } from "./control-classes";
import { useFieldProps } from "./field-context";

/** Words are written in the direction of their own script, and begin where the page's lines begin. */
export function Input({
  className,
  type = "text",
  dir = type === "text" ? "auto" : undefined,
  ...props
}: ComponentProps<"input">) {
  const field = useFieldProps(props);
  return (
    <input
      type={type}
      dir={dir}
      {...props}
      {...field}
      className={cn(
        controlClasses,
        dir === "auto" && "text-left rtl:text-right",
        "h-9 px-3 read-only:bg-muted max-sm:h-11",
        className,
      )}
    />
  );
}
