"use client";

import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDirection } from "radix-ui/direction";
import { Toaster as Sonner, toast as sonner } from "sonner";
import { Spinner } from "./spinner";
import { type ShownToast, toastsThatGo } from "./toast-room";

interface ToastOptions {
  description?: string | undefined;
  action?: { label: string; onClick: () => void } | undefined;
  /** What it is about, by id; what was said of the same things before goes. By itself a toast is about its text. */
  about?: string | readonly string[] | undefined;
}

let shown: ShownToast[] = [];
let lastId = 0;

function show(tone: "success" | "error" | "info", text: string, { about = text, ...options }: ToastOptions = {}) {
  const standing = new Set(sonner.getToasts().map(({ id }) => id));
  shown = shown.filter(({ id }) => standing.has(id));
  const things = typeof about === "string" ? [about] : about;
  const gone = toastsThatGo(shown, things);
  for (const id of gone) sonner.dismiss(id);
  lastId++;
  shown = [...shown.filter(({ id }) => !gone.includes(id)), { id: lastId, about: things }];
  sonner[tone](text, { ...options, id: lastId });
}

/** Says what happened: `toast.success(text, { about: id, action: { label, onClick } })`; the action's own toast is about the same id. */
export const toast = {
  success: (text: string, options?: ToastOptions) => show("success", text, options),
  error: (text: string, options?: ToastOptions) => show("error", text, options),
  info: (text: string, options?: ToastOptions) => show("info", text, options),
};

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

/** One per document, in the root layout. */
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
