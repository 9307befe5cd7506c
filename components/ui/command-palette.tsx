"use client";

import { Command } from "cmdk";
import { type LucideIcon, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Primitive from "radix-ui/dialog";
import { type ReactNode, useEffect } from "react";
import { overlayClasses } from "./dialog";
import { Spinner } from "./spinner";

export interface PaletteItem {
  id: string;
  label: string;
  hint?: ReactNode;
  icon?: LucideIcon;
  /** Found by these words too. */
  keywords?: string[];
  onSelect: () => void;
}

export interface PaletteGroup {
  heading: string;
  items: PaletteItem[];
}

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  placeholder: string;
  /** What fits the search already: nothing is filtered here. */
  groups: PaletteGroup[];
  search: string;
  onSearchChange: (search: string) => void;
  pending?: boolean;
}

export function CommandPalette(props: CommandPaletteProps) {
  const { open, onOpenChange, label, placeholder, groups, search, onSearchChange, pending } = props;
  const t = useTranslations("ui.palette");
  const Icon = pending ? Spinner : Search;
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 top-[12vh] z-50 mx-auto w-[calc(100%-2rem)] max-w-xl overflow-hidden rounded-lg border border-border bg-popover shadow-float outline-none data-[state=open]:animate-pop-in"
        >
          <Primitive.Title className="sr-only">{label}</Primitive.Title>
          <Command label={label} shouldFilter={false} loop>
            <div className="flex items-center gap-3 border-border border-b px-4">
              <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
              <Command.Input
                value={search}
                onValueChange={onSearchChange}
                placeholder={placeholder}
                className="h-12 w-full bg-transparent text-base outline-none placeholder:text-muted-foreground"
              />
            </div>
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-muted-foreground text-sm">
                {pending ? t("searching") : t("nothing")}
              </Command.Empty>
              {groups.map((group) => (
                <PaletteSection key={group.heading} group={group} />
              ))}
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function PaletteSection({ group }: { group: PaletteGroup }) {
  return (
    <Command.Group
      heading={group.heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
    >
      {group.items.map(({ id, label, hint, icon: Icon, onSelect }) => (
        <Command.Item
          key={id}
          value={`${label} ${id}`}
          onSelect={onSelect}
          className="flex min-h-10 cursor-default items-center gap-3 rounded-sm px-2 text-sm data-[selected=true]:bg-hover"
        >
          {Icon ? <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" /> : null}
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {hint ? <span className="shrink-0 text-muted-foreground text-xs">{hint}</span> : null}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Calls back on ⌘K and Ctrl-K. */
export function useCommandKey(callback: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      callback();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [callback]);
}
