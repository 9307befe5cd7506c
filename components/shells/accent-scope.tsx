import type { CSSProperties, ReactNode } from "react";
import { accentColours } from "@/lib/theme/contrast";

interface AccentStyle extends CSSProperties {
  "--accent"?: string;
  "--accent-fg"?: string;
  "--accent-hover"?: string;
}

function accentStyle(hex: string | null | undefined): AccentStyle | undefined {
  const colours = accentColours(hex);
  return colours
    ? { "--accent": colours.accent, "--accent-fg": colours.accentFg, "--accent-hover": colours.accentHover }
    : undefined;
}

/** Primary buttons inside wear the seller's colour, readable whatever it is. */
export function AccentScope({
  accent,
  className,
  children,
}: {
  accent: string | null | undefined;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div style={accentStyle(accent)} className={className}>
      {children}
    </div>
  );
}
