"use client";

import type { KeyboardEvent, Ref } from "react";
import { MAX_QUANTITY, parseQuantity } from "@/lib/carts/rules";

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
  inputRef?: Ref<HTMLInputElement>;
}

/** A textbox for figures of any script, between two large buttons; arrow keys step too. Looks: app/shop.css. */
export function QuantityField(props: QuantityFieldProps) {
  const { value, onChange, onCommit, min, labels, describedBy, invalid, disabled, inputRef } = props;
  const parsed = parseQuantity(value);
  const now = "quantity" in parsed ? parsed.quantity : min;
  const step = (by: number) => onChange(String(Math.min(MAX_QUANTITY, Math.max(min, now + by))));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") onCommit?.();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    step(event.key === "ArrowUp" ? 1 : -1);
  };
  return (
    <div className="stepper">
      <button
        type="button"
        tabIndex={-1}
        disabled={disabled || now <= min}
        aria-label={labels.less}
        aria-describedby={describedBy}
        onClick={() => step(-1)}
      />
      <input
        ref={inputRef}
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
      />
      <button
        type="button"
        tabIndex={-1}
        disabled={disabled}
        aria-label={labels.more}
        aria-describedby={describedBy}
        onClick={() => step(1)}
      />
    </div>
  );
}
