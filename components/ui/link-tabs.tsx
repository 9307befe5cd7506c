import Link from "next/link";
import { useFormatter } from "next-intl";
import { TabStrip } from "./tab-strip";

export const tabClasses =
  "-mb-px inline-flex h-10 shrink-0 items-center gap-2 border-transparent border-b-2 px-3 font-medium text-muted-foreground text-sm transition-colors hover:text-foreground focus-visible:-outline-offset-2 data-[state=active]:border-brand data-[state=active]:text-foreground max-sm:h-11";

interface LinkTab {
  href: string;
  label: string;
  count?: number;
  current: boolean;
}

interface LinkTabsProps {
  label: string;
  tabs: LinkTab[];
  /** Where reading a page is an event of its own, only a click counts. */
  prefetch?: false;
}

/** Tabs that are addresses: a filter or a sub-page kept in the URL. */
export function LinkTabs({ label, tabs, prefetch }: LinkTabsProps) {
  const format = useFormatter();
  return (
    <TabStrip label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          {...(prefetch === false && { prefetch })}
          aria-current={tab.current ? "page" : undefined}
          data-state={tab.current ? "active" : "inactive"}
          className={tabClasses}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="rounded-full bg-muted px-1.5 text-muted-foreground text-xs tabular-nums">
              {format.number(tab.count)}
            </span>
          )}
        </Link>
      ))}
    </TabStrip>
  );
}
