"use client";

import * as Primitive from "radix-ui/tabs";
import type { ReactNode } from "react";
import { tabClasses } from "./link-tabs";
import { useTabStrip } from "./use-tab-strip";

export interface TabsProps<Value extends string> {
  /** What one chooses between. */
  label: string;
  tabs: { value: Value; label: string }[];
  value: Value;
  onValueChange: (value: Value) => void;
  /** What the chosen tab shows. */
  children: ReactNode;
}

/** Tabs that change a part of the page. */
export function Tabs<Value extends string>({ label, tabs, value, onValueChange, children }: TabsProps<Value>) {
  const strip = useTabStrip<HTMLDivElement>();
  const change = (next: string) => {
    const tab = tabs.find((each) => each.value === next);
    if (tab) onValueChange(tab.value);
  };
  return (
    <Primitive.Root value={value} onValueChange={change} activationMode="manual">
      <Primitive.List aria-label={label} {...strip}>
        {tabs.map((tab) => (
          <Primitive.Trigger key={tab.value} value={tab.value} className={tabClasses}>
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      <Primitive.Content value={value}>{children}</Primitive.Content>
    </Primitive.Root>
  );
}
