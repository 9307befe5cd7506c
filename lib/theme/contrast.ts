/** WCAG contrast for sRGB colours, and the readable companions of a seller's accent colour. */

type Rgb = readonly [number, number, number];

export const minimumContrast = 4.5;
/** WCAG asks 3:1 of what is known by its edge alone. A button has its text; below this it looks like bare text. */
const minimumEdge = 1.6;

const white: Rgb = [255, 255, 255];
const ink: Rgb = [11, 15, 25];
const black: Rgb = [0, 0, 0];
/** `--card` of globals.css in both themes. */
const grounds = { light: white, dark: [22, 24, 28] } as const satisfies Record<string, Rgb>;

export interface AccentColours {
  accent: string;
  /** Text on the accent: at least 4.5:1 at rest and under the pointer. */
  accentFg: string;
  accentHover: string;
}

/** null when the text is no #rgb or #rrggbb colour: the shop then keeps the platform's own. */
export function accentColours(hex: string | null | undefined): AccentColours | null {
  const accent = parseHex(hex);
  if (!accent) return null;
  // One of white and black always reaches 4.5:1; ink is preferred where it does too.
  const fg = [white, ink, black].find((colour) => ratio(accent, colour) >= minimumContrast) ?? black;
  // Moving away from the text colour can only raise the contrast.
  const hover = mix(accent, fg === white ? black : white, 0.12);
  return { accent: toHex(accent), accentFg: toHex(fg), accentHover: toHex(hover) };
}

/** How a colour does: its text always reads; on one of the two grounds of a page the button itself may hardly be seen. */
export type AccentCheck = {
  text: "white" | "dark";
  textRatio: number;
  /** The ground that the colour is too near to. */
  faint: { ground: "light" | "dark"; ratio: number } | null;
};

/** null for what is no colour. */
export function checkAccent(hex: string | null | undefined): AccentCheck | null {
  const colours = accentColours(hex);
  const accent = parseHex(hex);
  if (!colours || !accent) return null;
  const faint = (["light", "dark"] as const)
    .map((ground) => ({ ground, ratio: ratio(accent, grounds[ground]) }))
    .find((each) => each.ratio < minimumEdge);
  return {
    text: colours.accentFg === toHex(white) ? "white" : "dark",
    textRatio: contrast(colours.accent, colours.accentFg) ?? 1,
    faint: faint ?? null,
  };
}

export function contrast(a: string, b: string): number | null {
  const [first, second] = [parseHex(a), parseHex(b)];
  return first && second ? ratio(first, second) : null;
}

function parseHex(hex: string | null | undefined): Rgb | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex?.trim() ?? "")?.[1];
  if (!digits) return null;
  const full = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
  const value = Number.parseInt(full, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function toHex(rgb: Rgb): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function mix([r, g, b]: Rgb, [r2, g2, b2]: Rgb, share: number): Rgb {
  const blend = (from: number, to: number) => Math.round(from + (to - from) * share);
  return [blend(r, r2), blend(g, g2), blend(b, b2)];
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}
