"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { cn } from "@/lib/cn";
import { controlClasses } from "./control-classes";
import { useFieldProps } from "./field-context";
import { Spinner } from "./spinner";

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string | undefined;
}

export interface ComboboxProps {
  /** null: nothing is chosen, which the placeholder says in words. */
  selected: ComboboxOption | null;
  placeholder: string;
  /** What fits the search already: nothing is filtered here. */
  options: ComboboxOption[];
  /** What is typed; null while the list is closed. */
  onSearch: (search: string | null) => void;
  onSelect: (option: ComboboxOption | null) => void;
  pending: boolean;
  words: { clear: string; searching: string; nothing: string };
  className?: string;
}

/** One of many, found by typing. Arrows walk through the list, Enter takes, Escape leaves everything as it was. Goes into a Field. */
export function Combobox({
  selected,
  placeholder,
  options,
  onSearch,
  onSelect,
  pending,
  words,
  className,
}: ComboboxProps) {
  const field = useFieldProps({});
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const open = typed !== null;
  const shown = open && !pending ? options : [];
  const type = (next: string | null) => {
    setTyped(next);
    setActive(0);
    onSearch(next);
  };
  const take = (option: ComboboxOption | null) => {
    type(null);
    if (option?.value !== selected?.value) onSelect(option);
  };
  const walk = (step: number) => {
    if (!open) type("");
    else if (shown.length > 0) setActive((active + step + shown.length) % shown.length);
  };
  const enter = () => {
    const option = shown[active];
    if (typed === "" && selected) take(null);
    else if (option) take(option);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const arrow = key === "ArrowDown" || key === "ArrowUp";
    if (event.nativeEvent.isComposing || !(arrow || (open && (key === "Enter" || key === "Escape")))) return;
    event.preventDefault();
    if (arrow) walk(key === "ArrowDown" ? 1 : -1);
    else if (key === "Enter") enter();
    else type(null);
  };
  return (
    <div className={cn("relative", className)}>
      <input
        {...field}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={shown[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        placeholder={placeholder}
        value={typed ?? selected?.label ?? ""}
        onChange={(event) => type(event.target.value)}
        onClick={() => (open ? undefined : type(""))}
        onBlur={() => (open ? type(null) : undefined)}
        onKeyDown={onKeyDown}
        className={cn(controlClasses, "h-9 truncate ps-3 pe-9 max-sm:h-11")}
      />
      {selected && !open ? (
        <button
          type="button"
          aria-label={words.clear}
          onClick={() => onSelect(null)}
          className="absolute inset-y-0 end-1 my-auto grid size-7 place-items-center rounded-sm text-muted-foreground hover:bg-hover hover:text-foreground max-sm:size-9"
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      ) : null}
      {open && pending ? <Spinner className="absolute inset-y-0 end-3 my-auto size-4 text-muted-foreground" /> : null}
      <div
        className={cn(
          "absolute inset-x-0 top-full z-40 mt-1 max-h-72 min-w-56 overflow-y-auto rounded-md border border-border bg-popover p-1 shadow-float",
          !open && "hidden",
        )}
      >
        <OptionList
          id={listId}
          label={placeholder}
          options={shown}
          active={active}
          onActive={setActive}
          onTake={take}
        />
        <p role="status" className="px-2 py-2 text-muted-foreground text-sm empty:hidden">
          {open && shown.length === 0 ? (pending ? words.searching : words.nothing) : null}
        </p>
      </div>
    </div>
  );
}

interface OptionListProps {
  id: string;
  label: string;
  options: ComboboxOption[];
  active: number;
  onActive: (index: number) => void;
  onTake: (option: ComboboxOption) => void;
}

/** The focus stays in the field. */
function OptionList({ id, label, options, active, onActive, onTake }: OptionListProps) {
  return (
    <div id={id} role="listbox" aria-label={label}>
      {options.map((option, index) => (
        <button
          type="button"
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          ref={(element) => (index === active ? element?.scrollIntoView({ block: "nearest" }) : undefined)}
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => onActive(index)}
          onClick={() => onTake(option)}
          className="flex min-h-9 w-full cursor-default text-start items-center gap-3 rounded-sm px-2 text-sm aria-selected:bg-hover max-sm:min-h-11"
        >
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          {option.hint ? <span className="max-w-1/2 truncate text-muted-foreground text-xs">{option.hint}</span> : null}
        </button>
      ))}
    </div>
  );
}
