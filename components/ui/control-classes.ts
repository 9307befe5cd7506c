/** The box that input, textarea and select share. 16 px on phones keeps iOS from zooming in. */
export const controlClasses =
  "w-full min-w-0 rounded-md border border-input bg-card text-foreground text-sm transition-colors placeholder:text-muted-foreground hover:border-muted-foreground focus-visible:border-ring focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground aria-invalid:border-danger max-sm:text-base";
