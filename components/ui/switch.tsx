"use client";

import * as Primitive from "radix-ui/switch";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** On or off. In a form its name is sent while it is on. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      {...props}
      className={cn(
        "inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-input bg-muted p-0.5 transition-colors disabled:opacity-50 data-[state=checked]:border-brand data-[state=checked]:bg-brand",
        className,
      )}
    >
      <Primitive.Thumb className="block size-4 rounded-full bg-muted-foreground transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-brand-fg rtl:data-[state=checked]:-translate-x-4.5" />
    </Primitive.Root>
  );
}
