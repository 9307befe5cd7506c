export const tabListClasses = "flex gap-1 overflow-x-auto border-border border-b [scrollbar-width:none]";

export const tabClasses =
  "-mb-px inline-flex h-10 shrink-0 items-center gap-2 border-transparent border-b-2 px-3 font-medium text-muted-foreground text-sm transition-colors hover:text-foreground focus-visible:-outline-offset-2 data-[state=active]:border-brand data-[state=active]:text-foreground max-sm:h-11";
