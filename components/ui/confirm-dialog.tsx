"use client";

import { useTranslations } from "next-intl";
import * as Primitive from "radix-ui/alert-dialog";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "./button";
import { DialogFooter, overlayClasses } from "./dialog";
import { focusIn, placesBeside, useFocusBeside } from "./use-focus-beside";

export interface ConfirmDialogProps {
  /** The button that opens it. */
  trigger: ReactNode;
  title: ReactNode;
  /** What will happen, and to what. */
  description: ReactNode;
  /** The verb, as on the trigger. */
  confirmLabel: ReactNode;
  /** Leaves everything as it is; needs words of its own where "Cancel" could mean the deed. */
  cancelLabel?: ReactNode;
  tone?: "danger" | "primary";
  pending?: boolean;
  /** Resolving closes it; resolving to false leaves it open. */
  onConfirm: () => unknown;
  /** Extra fields, such as a reason. */
  children?: ReactNode;
}

/** For what cannot be undone; what can be undone gets a toast with "Undo" instead. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    trigger,
    title,
    description,
    confirmLabel,
    cancelLabel,
    tone = "danger",
    pending,
    onConfirm,
    children,
  } = props;
  const t = useTranslations("ui");
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const beside = useRef<Element[]>([]);
  useFocusBeside(opener);
  const confirm = async () => {
    if (opener.current) beside.current = placesBeside(opener.current);
    if ((await onConfirm()) !== false) setOpen(false);
  };
  return (
    <Primitive.Root open={open} onOpenChange={setOpen}>
      <Primitive.Trigger asChild ref={opener}>
        {trigger}
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content
          ref={content}
          // Whoever opens it by keyboard begins with what is to be filled in, not with "Cancel".
          onOpenAutoFocus={(event) => {
            const field = content.current?.querySelector<HTMLElement>("input, textarea, select");
            if (!field) return;
            event.preventDefault();
            field.focus();
          }}
          // What opened it may have gone with the deed.
          onCloseAutoFocus={(event) => {
            if (opener.current?.isConnected) return;
            event.preventDefault();
            focusIn(beside.current);
          }}
          className="fixed inset-0 z-50 m-auto flex h-fit max-h-[92dvh] w-[calc(100%-2rem)] max-w-md flex-col gap-4 overflow-y-auto rounded-lg border border-border bg-popover p-5 shadow-float outline-none data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in"
        >
          <div>
            <Primitive.Title className="font-semibold text-base">{title}</Primitive.Title>
            <Primitive.Description className="mt-1 text-muted-foreground text-sm">{description}</Primitive.Description>
          </div>
          {children}
          <DialogFooter>
            <Primitive.Cancel asChild>
              <Button variant="secondary">{cancelLabel ?? t("cancel")}</Button>
            </Primitive.Cancel>
            <Button variant={tone} pending={pending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </DialogFooter>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
