"use client";

import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDirection } from "radix-ui/direction";
import { Toaster as Sonner, toast as sonner } from "sonner";
import { Spinner } from "./spinner";

export const toast = sonner;

const icons = {
  success: <CircleCheck aria-hidden="true" className="size-4 text-success" />,
  error: <TriangleAlert aria-hidden="true" className="size-4 text-danger" />,
  warning: <TriangleAlert aria-hidden="true" className="size-4 text-warning" />,
  info: <Info aria-hidden="true" className="size-4 text-brand" />,
  loading: <Spinner className="text-muted-foreground" />,
  close: <X aria-hidden="true" className="size-3.5" />,
};

const classNames = {
  toast:
    "pointer-events-auto flex w-full items-center gap-2.5 rounded-lg border border-border bg-popover p-3 text-sm text-foreground shadow-float",
  content: "min-w-0 flex-1",
  title: "font-medium",
  description: "text-muted-foreground text-xs",
  icon: "shrink-0",
  actionButton: "h-8 shrink-0 rounded-md border border-border px-2.5 font-medium text-xs hover:bg-hover",
  cancelButton: "h-8 shrink-0 rounded-md px-2.5 font-medium text-muted-foreground text-xs hover:bg-hover",
};

/** One per document, in the root layout. Say what happened: toast.success(…), with { action: { label, onClick } } to undo. */
export function Toaster() {
  const t = useTranslations("ui");
  return (
    <Sonner
      icons={icons}
      containerAriaLabel={t("notifications")}
      position={useDirection() === "rtl" ? "bottom-left" : "bottom-right"}
      duration={6000}
      gap={8}
      expand
      className="font-sans!"
      // Clear of the phone's bottom bar and of the basket above it: app/globals.css.
      offset={{ bottom: "var(--toast-bottom)" }}
      mobileOffset={{ bottom: "var(--toast-bottom)" }}
      toastOptions={{ unstyled: true, classNames }}
    />
  );
}
