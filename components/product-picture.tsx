import type { CSSProperties } from "react";
import { cn } from "@/lib/cn";
import { type Picture, toPicture } from "@/lib/products/pictures";
import { food } from "./product-drawings/food";
import { home } from "./product-drawings/home";
import type { Drawing, Tone } from "./product-drawings/parts";
import { tools } from "./product-drawings/tools";

const DRAWINGS: Record<Picture, Drawing> = { ...food, ...tools, ...home };

export interface ProductPictureProps {
  /** The name of a drawing; unknown ones show a box. */
  picture: string | null;
  /** The product's name stands beside it and picks the colour, the same everywhere. */
  name: string;
  className?: string;
}

interface Palette extends CSSProperties {
  "--p-ground": string;
  "--p-dark": string;
  "--p-mid": string;
  "--p-light": string;
}

/** A product as the project draws it: calm, in one hue, readable in light and dark. */
export function ProductPicture({ picture, name, className }: ProductPictureProps) {
  const { hues, parts } = DRAWINGS[toPicture(picture)];
  const hue = hues[hash(stem(name)) % hues.length] ?? 250;
  return (
    <svg
      viewBox="-6 -6 60 60"
      aria-hidden="true"
      style={palette(hue)}
      className={cn("shrink-0 bg-(--p-ground)", className)}
    >
      {parts.map(([tone, d]) => (
        <path key={d} d={d} {...PAINT[tone]} />
      ))}
    </svg>
  );
}

const stroke = { fill: "none", strokeLinecap: "round", strokeLinejoin: "round" } as const;

const PAINT: Record<Tone, object> = {
  dark: { fill: "var(--p-dark)" },
  mid: { fill: "var(--p-mid)" },
  light: { fill: "var(--p-light)" },
  hole: { fill: "var(--p-ground)" },
  line: { ...stroke, stroke: "var(--p-dark)", strokeWidth: 1.75 },
  thick: { ...stroke, stroke: "var(--p-mid)", strokeWidth: 4 },
};

function palette(hue: number): Palette {
  return {
    "--p-ground": `light-dark(oklch(0.962 0.018 ${hue}), oklch(0.27 0.022 ${hue}))`,
    "--p-dark": `light-dark(oklch(0.47 0.075 ${hue}), oklch(0.46 0.07 ${hue}))`,
    "--p-mid": `light-dark(oklch(0.71 0.095 ${hue}), oklch(0.66 0.085 ${hue}))`,
    "--p-light": `light-dark(oklch(0.875 0.055 ${hue}), oklch(0.83 0.05 ${hue}))`,
  };
}

/** FNV-1a: the same number for the same name on server and browser. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

/** Sizes of one thing, "Flour, 11 kg" and "Flour, 22 kg", share their colour. */
function stem(name: string): string {
  return name.split(",", 1)[0] ?? name;
}
