import Link from "next/link";
import { tabClasses, tabListClasses } from "./tab-classes";

export interface LinkTab {
  href: string;
  label: string;
  count?: number;
  current: boolean;
}

/** Tabs that are addresses: a filter or a sub-page kept in the URL. */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  return (
    <nav aria-label={label} className={tabListClasses}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          data-state={tab.current ? "active" : "inactive"}
          className={tabClasses}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="rounded-full bg-muted px-1.5 text-muted-foreground text-xs tabular-nums">{tab.count}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
