import type { CSSProperties, ReactNode } from "react";
import { cn } from "@/lib/cn";

interface GroundStyle extends CSSProperties {
  "--card": string;
  "--foreground": string;
  "--border": string;
}

// The tokens of globals.css are settled at the root: a piece of the other theme inside a page brings its own.
const STYLES: Record<"light" | "dark", GroundStyle> = {
  light: { "--card": "#ffffff", "--foreground": "#17191f", "--border": "#e0e2e6" },
  dark: { "--card": "#16181c", "--foreground": "#ebedf0", "--border": "#2c2f36" },
};

/** A piece of a page in one theme, whatever the reader's is. */
export function Ground({
  theme,
  className,
  children,
}: {
  theme: "light" | "dark";
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      style={STYLES[theme]}
      className={cn("min-w-0 rounded-md border border-border bg-card text-foreground", className)}
    >
      {children}
    </div>
  );
}
