"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useMemo } from "react";
import { cn } from "@/lib/cn";
import { FieldContext } from "./field-context";
import { Label } from "./label";

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Says "optional" beside the label, or what may be given instead, outside its accessible name. */
  optional?: boolean | string;
  className?: string;
  /** One Input, Textarea, Select or other control that uses useFieldProps. */
  children: ReactNode;
}

export function Field({ label, hint, error, required = false, optional, className, children }: FieldProps) {
  const t = useTranslations("ui.field");
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const invalid = Boolean(error);
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  const value = useMemo(() => ({ id, describedBy, invalid, required }), [id, describedBy, invalid, required]);
  return (
    <FieldContext value={value}>
      <div className={cn("flex flex-col gap-1.5", className)}>
        <div className="flex items-baseline justify-between gap-2">
          <Label htmlFor={id}>{label}</Label>
          {optional ? (
            <span className="text-muted-foreground text-xs">{optional === true ? t("optional") : optional}</span>
          ) : null}
        </div>
        {children}
        {error ? <FieldError id={errorId}>{error}</FieldError> : null}
        {hint ? (
          <p id={hintId} className="text-muted-foreground text-xs">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-danger text-xs" role="alert">
      <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
