"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;

export const overlayClasses =
  "fixed inset-0 z-50 bg-black/45 data-[state=open]:animate-fade-in data-[state=closed]:animate-fade-out";

const widths = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-3xl" };

export interface DialogContentProps {
  title: ReactNode;
  description?: ReactNode;
  size?: keyof typeof widths;
  children: ReactNode;
}

/** Centred on wide screens, a sheet from the bottom on phones. Put the buttons in a DialogFooter. */
export function DialogContent({ title, description, size = "md", children }: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed z-50 flex max-h-[92dvh] flex-col border border-border bg-popover shadow-float outline-none",
          "max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-lg max-sm:data-[state=closed]:animate-rise-out max-sm:data-[state=open]:animate-rise-in",
          "sm:inset-0 sm:m-auto sm:h-fit sm:w-[calc(100%-2rem)] sm:rounded-lg sm:data-[state=closed]:animate-pop-out sm:data-[state=open]:animate-pop-in",
          widths[size],
        )}
      >
        <DialogHeader title={title} description={description} />
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** Title, description and the close button of a dialog or sheet. */
export function DialogHeader({ title, description }: { title: ReactNode; description?: ReactNode }) {
  const t = useTranslations("ui");
  return (
    <header className="flex items-start gap-4 px-5 pt-4 pb-3">
      <div className="min-w-0 flex-1">
        <Primitive.Title className="py-1 font-semibold text-base leading-6">{title}</Primitive.Title>
        {description ? (
          <Primitive.Description className="text-muted-foreground text-sm">{description}</Primitive.Description>
        ) : null}
      </div>
      <Primitive.Close asChild>
        <Button variant="ghost" size="iconSm" className="-me-2" aria-label={t("close")}>
          <X aria-hidden="true" />
        </Button>
      </Primitive.Close>
    </header>
  );
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return <footer className="mt-1 flex gap-2 max-sm:flex-col-reverse sm:justify-end">{children}</footer>;
}
