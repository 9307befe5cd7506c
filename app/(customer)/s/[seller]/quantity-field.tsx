"use client";

import { Minus, Plus } from "lucide-react";
import type { KeyboardEvent } from "react";
import { MAX_QUANTITY, parseQuantity } from "@/lib/carts/rules";
import { cn } from "@/lib/cn";

/** In the language of the page; handed in, for a shop shows many of these at once. */
export interface QuantityLabels {
  quantity: string;
  less: string;
  more: string;
}

export interface QuantityFieldProps {
  /** As typed: nothing is corrected under the person's fingers. */
  value: string;
  onChange: (value: string) => void;
  /** On leaving the field and on Enter, where no form is around it. */
  onCommit?: () => void;
  /** Steps stop here; typing does not. */
  min: number;
  labels: QuantityLabels;
  describedBy?: string;
  invalid?: boolean;
  disabled?: boolean;
  className?: string;
}

/** A textbox for figures of any script, between two large buttons; arrow keys step too. */
export function QuantityField({
  value,
  onChange,
  onCommit,
  min,
  labels,
  describedBy,
  invalid,
  disabled,
  className,
}: QuantityFieldProps) {
  const parsed = parseQuantity(value);
  const now = "quantity" in parsed ? parsed.quantity : min;
  const step = (by: number) => onChange(String(Math.min(MAX_QUANTITY, Math.max(min, now + by))));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") onCommit?.();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    step(event.key === "ArrowUp" ? 1 : -1);
  };
  const button =
    "grid w-9 shrink-0 place-items-center text-muted-foreground transition-colors hover:bg-hover hover:text-foreground disabled:opacity-40 disabled:hover:bg-transparent max-sm:w-11 [&_svg]:size-4";
  return (
    <div
      className={cn(
        "flex h-9 overflow-hidden rounded-md border border-input bg-card focus-within:outline-2 focus-within:outline-ring focus-within:outline-offset-1 max-sm:h-11",
        invalid && "border-danger",
        disabled && "opacity-50",
        className,
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        disabled={disabled || now <= min}
        aria-label={labels.less}
        aria-describedby={describedBy}
        onClick={() => step(-1)}
        className={button}
      >
        <Minus aria-hidden="true" />
      </button>
      <input
        name="quantity"
        aria-label={labels.quantity}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        inputMode="numeric"
        autoComplete="off"
        enterKeyHint="done"
        maxLength={12}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={onCommit}
        onKeyDown={onKeyDown}
        className="min-w-0 flex-1 border-border border-x bg-transparent px-1 text-center text-sm tabular-nums outline-none max-sm:text-base"
      />
      <button
        type="button"
        tabIndex={-1}
        disabled={disabled}
        aria-label={labels.more}
        aria-describedby={describedBy}
        onClick={() => step(1)}
        className={button}
      >
        <Plus aria-hidden="true" />
      </button>
    </div>
  );
}
