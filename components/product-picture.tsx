import type { CSSProperties } from "react";
import { cn } from "@/lib/cn";
import { type Picture, toPicture } from "@/lib/products/pictures";
import drawings from "./product-drawings.svg";

const any = [20, 55, 90, 145, 200, 250, 290, 340];
const leaf = [145, 135, 160];
const steel = [250, 230];

/** Hues that such a thing has in life; the product's name picks one. */
const HUES: Record<Picture, readonly number[]> = {
  box: [70, 62],
  crate: [70, 58],
  fruit: [25, 50, 130],
  vegetable: [50, 35, 145],
  bottle: [150, 95, 30, 235],
  jar: [60, 30, 95],
  can: [25, 250, 150],
  sack: [80, 70],
  cheese: [90, 80],
  bread: [65, 75],
  fish: [230, 210, 20],
  egg: [70, 55],
  cup: [45, 60, 200],
  carton: [240, 150, 25],
  keg: [250, 65],
  hammer: steel,
  wrench: steel,
  drill: [50, 150, 250],
  saw: [50, 25],
  screw: steel,
  tape: [85, 250, 25],
  glove: [90, 145, 250],
  helmet: [95, 50, 250],
  bucket: [230, 150, 25],
  brush: [30, 250, 150],
  rope: [75, 60],
  fabric: any,
  yarn: any,
  shirt: any,
  thread: any,
  plant: leaf,
  flower: [340, 20, 85, 290],
  tree: leaf,
  pot: [45, 35, 230],
  seeds: leaf,
  spade: [145, 250, 50],
  pencil: [85, 25, 250, 145],
  notebook: any,
  paper: [250, 85],
  folder: [85, 230, 25],
  scissors: [25, 250, 150],
  envelope: [85, 250, 25],
  lamp: [85, 70, 50],
  bulb: [90, 80],
  pendant: [30, 200, 85, 145],
  candle: [60, 20, 290],
  cable: [250, 25, 85],
  battery: [145, 250, 25],
};

export interface ProductPictureProps {
  /** The name of a drawing; unknown ones show a box. */
  picture: string | null;
  /** The product's name stands beside it and picks the colour, the same everywhere. */
  name: string;
  className?: string;
}

interface Hue extends CSSProperties {
  "--hue": number;
}

/** A product as the project draws it: calm, in one hue, readable in light and dark. All drawings are one file, fetched once. */
export function ProductPicture({ picture, name, className }: ProductPictureProps) {
  const drawing = toPicture(picture);
  const hues = HUES[drawing];
  const style: Hue = { "--hue": hues[hash(stem(name)) % hues.length] ?? 250 };
  return (
    <svg aria-hidden="true" style={style} className={cn("product-picture", className)}>
      <use href={`${drawings.src}#${drawing}`} />
    </svg>
  );
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
