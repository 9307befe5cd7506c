import type { ReactNode } from "react";

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** A badge or figure on the title's line. */
  meta?: ReactNode;
  actions?: ReactNode;
  breadcrumbs?: ReactNode;
}

/** The page's one h1. */
export function PageHeader({ title, description, meta, actions, breadcrumbs }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-2">
      {breadcrumbs}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-balance break-words font-semibold text-lg sm:text-xl">{title}</h1>
            {meta}
          </div>
          {description ? (
            <p className="mt-1 max-w-2xl text-pretty text-muted-foreground text-sm">{description}</p>
          ) : null}
        </div>
        {actions ? (
          <div className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:*:flex-1">{actions}</div>
        ) : null}
      </div>
    </header>
  );
}
