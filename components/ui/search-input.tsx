"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useRef } from "react";
import { cn } from "@/lib/cn";
import { controlClasses } from "./control-classes";
import { Spinner } from "./spinner";

export interface SearchInputProps
  extends Omit<ComponentProps<"input">, "type" | "onChange" | "value" | "ref" | "placeholder"> {
  /** The accessible name and the placeholder: "Search products". */
  label: string;
  /** Controlled with value and onValueChange, or left alone inside a GET form with name and defaultValue. */
  value?: string;
  onValueChange?: (value: string) => void;
  pending?: boolean;
}

export function SearchInput({ label, value, onValueChange, pending, className, ...props }: SearchInputProps) {
  const t = useTranslations("ui");
  const ref = useRef<HTMLInputElement>(null);
  const Icon = pending ? Spinner : Search;
  const clear = () => {
    if (ref.current && value === undefined) ref.current.value = "";
    onValueChange?.("");
    ref.current?.focus();
  };
  return (
    <span className={cn("relative block", className)}>
      <Icon
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-muted-foreground"
      />
      <input
        {...props}
        ref={ref}
        type="search"
        dir="auto"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onValueChange?.(event.target.value)}
        className={cn(
          controlClasses,
          "peer h-9 px-9 text-left rtl:text-right max-sm:h-11 [&::-webkit-search-cancel-button]:hidden",
        )}
      />
      <button
        type="button"
        aria-label={t("clearSearch")}
        onClick={clear}
        className="absolute inset-y-0 end-1 my-auto grid size-7 place-items-center rounded-sm text-muted-foreground hover:bg-hover hover:text-foreground peer-placeholder-shown:hidden max-sm:size-9"
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </span>
  );
}
