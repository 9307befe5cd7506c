"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { CommandPalette, type PaletteGroup, type PaletteItem, useCommandKey } from "./ui/command-palette";
import { Kbd } from "./ui/kbd";

const OpenContext = createContext<() => void>(() => undefined);

export interface CommandMenuProps {
  /** Always there; narrowed by what is typed. */
  groups: PaletteGroup[];
  /** What was found for `search`. */
  found: PaletteGroup[];
  search: string;
  onSearchChange: (search: string) => void;
  pending: boolean;
  /** What is listed only in the palette is asked for now. */
  onOpen?: () => void;
  children: ReactNode;
}

/** The palette of portal and admin, opened by ⌘K, Ctrl-K or a CommandButton anywhere inside. */
export function CommandMenu({ groups, found, search, onSearchChange, pending, onOpen, children }: CommandMenuProps) {
  const t = useTranslations("shell.commands");
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => {
    onOpen?.();
    setOpen(true);
  }, [onOpen]);
  useCommandKey(open);
  const shown = useMemo(
    () => [...groups.map((group) => narrow(group, search)), ...found].filter(({ items }) => items.length > 0),
    [groups, found, search],
  );
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) onSearchChange("");
  };
  const closing = shown.map((group) => ({
    ...group,
    items: group.items.map((item) => closingItem(item, () => change(false))),
  }));
  return (
    <OpenContext value={open}>
      {children}
      <CommandPalette
        open={isOpen}
        onOpenChange={change}
        label={t("label")}
        placeholder={t("placeholder")}
        groups={closing}
        search={search}
        onSearchChange={onSearchChange}
        pending={pending}
      />
    </OpenContext>
  );
}

/** Looks like a search field and opens the palette. */
export function CommandButton() {
  const t = useTranslations("shell.commands");
  const open = useContext(OpenContext);
  return (
    <button
      type="button"
      onClick={open}
      className="flex h-9 w-full items-center gap-2 rounded-md border border-border bg-card px-2.5 text-muted-foreground text-sm transition-colors hover:bg-hover max-lg:h-11"
    >
      <Search aria-hidden="true" className="size-4 shrink-0" />
      <span className="flex-1 text-start">{t("button")}</span>
      <Kbd>⌘K</Kbd>
    </button>
  );
}

function closingItem(item: PaletteItem, close: () => void): PaletteItem {
  const onSelect = () => {
    close();
    item.onSelect();
  };
  return { ...item, onSelect };
}

function narrow(group: PaletteGroup, search: string): PaletteGroup {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  return { ...group, items: group.items.filter(({ label, keywords }) => fits([label, ...(keywords ?? [])].join(" "))) };
}

/** A value that follows once typing pauses. */
export function usePaused<Value>(value: Value, milliseconds = 200): Value {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return paused;
}
