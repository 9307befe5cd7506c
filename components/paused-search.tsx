"use client";

import { useEffect, useRef, useState } from "react";
import { SearchInput } from "./ui/search-input";

export interface PausedSearchProps {
  label: string;
  /** What is searched for now; a change from outside (clearing, the back button) shows in the field. */
  value: string;
  /** Called once typing pauses. */
  onChange: (value: string) => void;
  pending?: boolean;
  className?: string;
}

/** A search field whose list follows when typing pauses; what is typed never jumps back to an older answer. */
export function PausedSearch({ label, value, onChange, pending, className }: PausedSearchProps) {
  const [typed, setTyped] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setTyped(value);
    }
  }
  const type = (next: string) => {
    setTyped(next);
    clearTimeout(timer.current);
    const wanted = next.trim();
    const ask = () => {
      setSent(wanted);
      if (wanted !== value) onChange(wanted);
    };
    timer.current = setTimeout(ask, next === "" ? 0 : 250);
  };
  return (
    <SearchInput
      label={label}
      value={typed}
      onValueChange={type}
      pending={pending}
      maxLength={100}
      className={className}
    />
  );
}
