/** How a part is painted: dark, middle, light, a line, a thick line, or a hole through which the ground shows. */
export type Tone = "dark" | "mid" | "light" | "line" | "thick" | "hole";
type Part = readonly [tone: Tone, path: string];
/** Hues that such a thing has in life; the product's name picks one. Parts are drawn on 48 × 48. */
export type Drawing = { hues: readonly number[]; parts: readonly Part[] };

export const dot = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
export const box = (x: number, y: number, w: number, h: number, r = 0) =>
  `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`;
