"use client";

import { RotateCcw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";

export interface ErrorStateProps {
  title?: ReactNode;
  description?: ReactNode;
  /** What support can find in the log. */
  errorId?: string;
  onRetry?: () => void;
  pending?: boolean;
  /** The element of the title: h1 where this is the whole page. */
  as?: "p" | "h1";
}

export function ErrorState(props: ErrorStateProps) {
  const { title, description, errorId, onRetry, pending, as: Heading = "p" } = props;
  const t = useTranslations("ui.error");
  return (
    <div
      role="alert"
      className="flex flex-col items-center gap-3 rounded-lg border border-border bg-card px-6 py-12 text-center"
    >
      <span className="grid size-10 place-items-center rounded-md bg-danger-soft text-danger">
        <TriangleAlert aria-hidden="true" className="size-5" />
      </span>
      <div className="flex max-w-md flex-col gap-1">
        <Heading className="font-semibold text-base">{title ?? t("title")}</Heading>
        <p className="text-pretty text-muted-foreground text-sm">{description ?? t("description")}</p>
      </div>
      {onRetry ? (
        <Button variant="secondary" onClick={onRetry} pending={pending}>
          {pending ? null : <RotateCcw aria-hidden="true" />}
          {t("retry")}
        </Button>
      ) : null}
      {errorId ? <p className="text-muted-foreground text-xs">{t("id", { id: errorId })}</p> : null}
    </div>
  );
}
