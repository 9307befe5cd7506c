import type { VariantProps } from "class-variance-authority";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "@/lib/cn";
import { buttonVariants } from "./button-variants";
import { Spinner } from "./spinner";

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonVariants> {
  /** Shows a spinner and swallows further clicks and submits; focus stays where it is. */
  pending?: boolean;
}

export function Button({ variant, size, pending, className, children, onClick, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={cn(buttonVariants({ variant, size }), pending && "opacity-80", className)}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? swallow : onClick}
      {...props}
    >
      {pending ? <Spinner /> : null}
      {children}
    </button>
  );
}

// Enter in a field submits through a click on the submit button, so this stops that as well.
function swallow(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
