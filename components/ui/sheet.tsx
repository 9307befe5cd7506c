"use client";

import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { DialogHeader, overlayClasses } from "./dialog";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;

const sides = {
  start:
    "inset-y-0 start-0 w-[min(20rem,88vw)] border-e [--slide-from:-100%] rtl:[--slide-from:100%] data-[state=closed]:animate-slide-out data-[state=open]:animate-slide-in",
  end: "inset-y-0 end-0 w-[min(28rem,94vw)] border-s [--slide-from:100%] rtl:[--slide-from:-100%] data-[state=closed]:animate-slide-out data-[state=open]:animate-slide-in",
  bottom:
    "inset-x-0 bottom-0 max-h-[88dvh] rounded-t-lg border-t data-[state=closed]:animate-rise-out data-[state=open]:animate-rise-in",
};

export interface SheetContentProps {
  title: ReactNode;
  description?: ReactNode;
  side?: keyof typeof sides;
  /** Leaves out header and padding; the title stays for screen readers. */
  bare?: boolean;
  /** For a sheet without a trigger: puts the focus back to where it was. */
  onClosed?: () => void;
  className?: string;
  children: ReactNode;
}

/** A drawer from an edge; start and end mirror in right-to-left pages. */
export function SheetContent(props: SheetContentProps) {
  const { title, description, side = "end", bare, onClosed, className, children } = props;
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        {...(onClosed && {
          onCloseAutoFocus: (event: Event) => {
            event.preventDefault();
            onClosed();
          },
        })}
        className={cn(
          "fixed z-50 flex flex-col border-border bg-popover shadow-float outline-none",
          sides[side],
          className,
        )}
      >
        {bare ? (
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
        ) : (
          <DialogHeader title={title} description={description} />
        )}
        <div className={cn("flex min-h-0 flex-1 flex-col overflow-y-auto", bare ? "" : "gap-4 px-5 pb-5")}>
          {children}
        </div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}
