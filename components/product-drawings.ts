import type { Picture } from "@/lib/products/pictures";

/** How a part is painted: dark, middle, light, a line, a thick line, or a hole through which the ground shows. */
export type Tone = "dark" | "mid" | "light" | "line" | "thick" | "hole";
export type Part = readonly [tone: Tone, path: string];
/** Hues that such a thing has in life; the product's name picks one. Parts are drawn on 48 × 48. */
export type Drawing = { hues: readonly number[]; parts: readonly Part[] };

const dot = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const box = (x: number, y: number, w: number, h: number, r = 0) =>
  `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`;

const wood = [70, 58];
const steel = [250, 230];
const leaf = [145, 135, 160];
const any = [20, 55, 90, 145, 200, 250, 290, 340];
const warm = [85, 70, 50];

export const DRAWINGS: Record<Picture, Drawing> = {
  box: {
    hues: [70, 62],
    parts: [
      ["light", "M9 18l4-8h22l4 8z"],
      ["mid", box(9, 17, 30, 24, 2)],
      ["dark", box(21, 10, 6, 15)],
    ],
  },
  crate: {
    hues: wood,
    parts: [
      ["light", dot(16, 18, 6) + dot(32, 18, 6)],
      ["light", dot(24, 15, 6.5)],
      ["mid", box(9, 21, 30, 5.5, 1) + box(9, 28, 30, 5.5, 1) + box(9, 35, 30, 5.5, 1)],
      ["dark", box(8, 20, 4, 21, 1) + box(36, 20, 4, 21, 1)],
    ],
  },
  fruit: {
    hues: [25, 50, 130],
    parts: [
      ["mid", "M24 17c-4-4-14-3-14 8 0 8 6 16 10 16 2 0 2.500-1 4-1s2 1 4 1c4 0 10-8 10-16 0-11-10-12-14-8z"],
      ["line", "M24 17c0-4 1-7 3-9"],
      ["dark", "M27 11c3-3 7-3 9-2-1 3-5 5-9 2z"],
      ["light", "M14.500 24c0-3 2-5 5-5.500-2 2-2.500 4-2.500 7-.5 2-2.500 1-2.500-1.500z"],
    ],
  },
  vegetable: {
    hues: [50, 35, 145],
    parts: [
      ["dark", "M28 17c-1-5 1-9 4-11 0 4 0 6-1 9 3-3 6-4 10-3-2 4-5 6-10 6z"],
      ["mid", "M28 15c4 2 6 6 4 9L15 40c-2 1.500-5-.5-4-3l10-20c1.500-2.500 4.500-3.500 7-2z"],
      ["line", "M21 24l3 2M17 31l3 2M25 19l2 1.500"],
    ],
  },
  bottle: {
    hues: [150, 95, 30, 235],
    parts: [
      ["mid", "M20 9h8v8c0 3 5 5 5 10v11a3 3 0 0 1-3 3H18a3 3 0 0 1-3-3V27c0-5 5-7 5-10z"],
      ["dark", box(19, 6, 10, 5, 1.5)],
      ["light", box(15, 27, 18, 9)],
    ],
  },
  jar: {
    hues: [60, 30, 95],
    parts: [
      ["dark", box(13, 8, 22, 6, 2)],
      ["mid", "M15 14h18c3 2 4 4 4 7v16a4 4 0 0 1-4 4H15a4 4 0 0 1-4-4V21c0-3 1-5 4-7z"],
      ["light", box(11, 24, 26, 10)],
    ],
  },
  can: {
    hues: [25, 250, 150],
    parts: [
      ["mid", box(12, 9, 24, 32, 3)],
      ["light", "M12 12a12 3.500 0 0 1 24 0a12 3.500 0 0 1-24 0z"],
      ["light", box(12, 20, 24, 13)],
      ["dark", dot(24, 26.5, 3.5)],
    ],
  },
  sack: {
    hues: [80, 70],
    parts: [
      ["dark", "M15 8h18l-2.500 8h-13z"],
      ["mid", "M15 16c-5 6-6 14-5 20 .5 3 2 5 5 5h18c3 0 4.500-2 5-5 1-6 0-14-5-20z"],
      ["line", "M15 16h18"],
      ["light", dot(24, 29, 6)],
    ],
  },
  cheese: {
    hues: [90, 80],
    parts: [
      ["mid", "M6 27L30 12c7 1 12 7 12 15z"],
      ["light", "M6 27h36v12H6z"],
      ["dark", dot(15, 33, 2.5) + dot(29, 34, 3) + dot(31, 21, 2.5)],
    ],
  },
  bread: {
    hues: [65, 75],
    parts: [
      ["mid", "M8 25c-3-8 6-14 16-14s19 6 16 14v11a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4z"],
      ["light", "M8 31h32v5a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4z"],
      ["line", "M16 17l3 6M23 16l3 6M30 17l3 6"],
    ],
  },
  fish: {
    hues: [230, 210, 20],
    parts: [
      ["dark", "M32 24l10-8v16z"],
      ["mid", "M5 24c7-10 21-11 30 0-9 11-23 10-30 0z"],
      ["light", "M9 28c7 5 15 5 22 0-8 1-15 1-22 0z"],
      ["line", "M20 18c2.500 4 2.500 8 0 12"],
      ["dark", dot(13, 22.5, 1.8)],
    ],
  },
  egg: {
    hues: [70, 55],
    parts: [
      ["light", "M9 28c0-8 2-12 5-12s5 4 5 12zM19 28c0-8 2-12 5-12s5 4 5 12zM29 28c0-8 2-12 5-12s5 4 5 12z"],
      ["mid", "M6 26h36l-3 13a2 2 0 0 1-2 1.500H11a2 2 0 0 1-2-1.500z"],
      ["line", "M18 30l1 6M30 30l-1 6"],
    ],
  },
  cup: {
    hues: [45, 60, 200],
    parts: [
      ["mid", "M9 18h24v12a9 9 0 0 1-9 9h-6a9 9 0 0 1-9-9z"],
      ["light", box(9, 18, 24, 5)],
      ["line", "M33 21h3a4 4 0 0 1 0 9h-3.500M17 13c-2-3 2-4 0-7M25 13c-2-3 2-4 0-7"],
      ["dark", box(8, 39.5, 26, 2.5, 1)],
    ],
  },
  carton: {
    hues: [240, 150, 25],
    parts: [
      ["dark", box(18, 6, 12, 4, 1)],
      ["light", "M13 19l5-10h12l5 10z"],
      ["mid", box(13, 18, 22, 23, 1)],
      ["light", dot(24, 29, 6)],
    ],
  },
  keg: {
    hues: [250, 65],
    parts: [
      ["mid", "M13 8h22c2 5 3 11 3 16s-1 11-3 16H13c-2-5-3-11-3-16s1-11 3-16z"],
      ["dark", "M11.300 14h25.400l.7 3.500H10.600zM10.600 30.500h26.800l-.7 3.500H11.300z"],
      ["light", dot(24, 24, 3.5)],
    ],
  },
  hammer: {
    hues: steel,
    parts: [
      ["light", box(21.5, 17, 5.5, 25, 2)],
      ["mid", "M11 9h21c4 0 7 3 8 8h-6c-.5-2-1.500-3-3-3h-4v5h-6v-5H11z"],
      ["dark", box(8, 7.5, 5.5, 9, 1.5)],
    ],
  },
  wrench: {
    hues: steel,
    parts: [
      [
        "mid",
        "M33 7a9 9 0 0 0-9.500 12L9 33.500a4.500 4.500 0 0 0 6.500 6.500L30 25.500A9 9 0 0 0 42 16l-6 4.500-6-2-1-5z",
      ],
      ["hole", dot(12.5, 36.5, 1.8)],
    ],
  },
  drill: {
    hues: [50, 150, 250],
    parts: [
      ["mid", "M10 21h10l-3 16H8z"],
      ["mid", box(6, 11, 26, 13, 4)],
      ["dark", `M32 13h5v9h-5z${box(5, 35, 15, 6, 2)}`],
      ["line", "M37 17.500h6"],
      ["light", `${box(20, 25, 3.5, 5, 1.5)}${box(11, 15, 13, 4, 2)}`],
    ],
  },
  saw: {
    hues: [50, 25],
    parts: [
      ["light", "M15 15h28v6L15 35z"],
      [
        "line",
        "M17 34l2-3 2.500 1.500 2-3.500 2.500 1.500 2-3.500 2.500 1.500 2-3.500 2.500 1.500 2-3.500 2.500 1.500 2-3",
      ],
      ["mid", "M4 17a5 5 0 0 1 5-5h9v25H9a5 5 0 0 1-5-5z"],
      ["hole", box(8.5, 18, 5, 12, 2.5)],
    ],
  },
  screw: {
    hues: steel,
    parts: [
      ["mid", "M19 14h10v17l-5 11-5-11z"],
      ["dark", "M13 7h22l-4 8H17z"],
      ["line", "M17 20l14 3M17 26l14 3M18.500 32l10 2"],
    ],
  },
  tape: {
    hues: [85, 250, 25],
    parts: [
      ["mid", `M22 39h20v-6H30z${dot(22, 24, 15)}`],
      ["light", dot(22, 24, 8.5)],
      ["hole", dot(22, 24, 5.5)],
    ],
  },
  glove: {
    hues: [90, 145, 250],
    parts: [
      [
        "mid",
        "M14 22V12a2.500 2.500 0 0 1 5 0v-2a2.500 2.500 0 0 1 5 0 2.500 2.500 0 0 1 5 0v4a2.500 2.500 0 0 1 5 0v12c0 6-2 8-2 11H17c0-4-6-8-9-13-1-2.500 2-4 4-2z",
      ],
      ["line", "M19 12v9M24 11v10M29 14v8"],
      ["dark", box(15, 35, 19, 7, 2)],
    ],
  },
  helmet: {
    hues: [95, 50, 250],
    parts: [
      ["mid", "M8 31a16 17 0 0 1 32 0z"],
      ["light", "M20 14.500a16 17 0 0 1 8 0V31h-8z"],
      ["dark", box(5, 30, 38, 5.5, 2.5)],
    ],
  },
  bucket: {
    hues: [230, 150, 25],
    parts: [
      ["line", "M11 15c2-12 24-12 26 0"],
      ["mid", "M11 16h26l-3.500 22.500a3 3 0 0 1-3 2.500h-13a3 3 0 0 1-3-2.500z"],
      ["light", "M12.500 26h23l-.9 6H13.400z"],
      ["dark", box(9, 13, 30, 5, 2)],
    ],
  },
  brush: {
    hues: [30, 250, 150],
    parts: [
      ["light", box(20.5, 5, 7, 17, 3)],
      ["dark", box(16, 20, 16, 6, 1)],
      ["mid", "M16 26h16v10c0 3-2 3-3 6-1-2-2-3-3-3s-2 2-4 3-6-1-6-6z"],
    ],
  },
  rope: {
    hues: [75, 60],
    parts: [
      ["mid", dot(24, 24, 16)],
      ["light", dot(24, 24, 12)],
      ["mid", dot(24, 24, 9)],
      ["hole", dot(24, 24, 5)],
      ["thick", "M34 36c3 1 5 3 7 5"],
    ],
  },
  fabric: {
    hues: any,
    parts: [
      ["light", "M19 29h20v12c-3 0-4-2-7-2s-4 2-7 2-3-2-6-2z"],
      ["mid", "M12 12h27v19H12z"],
      ["dark", "M12 12a5 9.500 0 0 0 0 19a5 9.500 0 0 0 0-19z"],
      ["light", "M12 17a2.500 4.500 0 0 0 0 9a2.500 4.500 0 0 0 0-9z"],
    ],
  },
  yarn: {
    hues: any,
    parts: [
      ["mid", dot(23, 23, 15.5)],
      ["line", "M10 16c8-4 19 2 24 14M8 24c8-4 18 2 21 14M17 9c8 0 17 5 20 15M12 33c4-1 8 1 11 5"],
      ["thick", "M35 34c3 1 5 4 7 6"],
    ],
  },
  shirt: {
    hues: any,
    parts: [
      ["mid", "M17 9h14l10 6-4 9-4-2v19H15V22l-4 2-4-9z"],
      ["dark", "M17 9c1 7 13 7 14 0z"],
      ["light", box(15, 28, 18, 4)],
    ],
  },
  thread: {
    hues: any,
    parts: [
      ["dark", box(12, 7, 24, 6, 2) + box(12, 35, 24, 6, 2)],
      ["mid", box(14.5, 13, 19, 22)],
      ["line", "M15 18l18 3M15 23l18 3M15 28l18 3"],
    ],
  },
  plant: {
    hues: leaf,
    parts: [
      ["mid", "M24 20c-9 1-13-5-13-11 8 0 13 4 13 11zM24 16c0-7 5-10 11-11 1 7-3 12-11 11z"],
      ["line", "M24 28V15"],
      ["light", "M14 29h20l-2.500 10.500a2 2 0 0 1-2 1.500h-11a2 2 0 0 1-2-1.500z"],
      ["dark", box(12, 26, 24, 5, 1.5)],
    ],
  },
  flower: {
    hues: [340, 20, 85, 290],
    parts: [
      ["line", "M24 22v19"],
      ["light", "M24 35c-6 0-9-3-10-7 6 0 10 2 10 7zM24 39c5 0 8-3 9-6-5 0-9 1-9 6z"],
      ["mid", dot(24, 9.5, 5) + dot(30.5, 14, 5) + dot(28, 21, 5) + dot(20, 21, 5) + dot(17.5, 14, 5)],
      ["dark", dot(24, 15.8, 3.8)],
    ],
  },
  tree: {
    hues: leaf,
    parts: [
      ["dark", box(22, 28, 4, 14, 1)],
      ["mid", "M24 17l14 17H10z"],
      ["light", "M24 5l11 16H13z"],
    ],
  },
  pot: {
    hues: [45, 35, 230],
    parts: [
      ["mid", "M11 18h26l-4 20.500a3 3 0 0 1-3 2.500H18a3 3 0 0 1-3-2.500z"],
      ["light", "M12.700 26h22.600l-1 5H13.700z"],
      ["dark", box(8, 12, 32, 7, 2)],
    ],
  },
  seeds: {
    hues: leaf,
    parts: [
      ["mid", box(12, 7, 24, 34, 2)],
      ["light", box(12, 7, 24, 8, 2)],
      ["line", "M24 35V25"],
      ["dark", "M24 28c-5 0-7-3-7-7 4 0 7 3 7 7zM24 26c0-4 3-7 7-7 0 4-3 7-7 7z"],
    ],
  },
  spade: {
    hues: [145, 250, 50],
    parts: [
      ["light", box(22, 8, 4, 18, 1)],
      ["dark", box(17, 5, 14, 5, 2.5)],
      ["mid", "M15 24h18v7c0 6-5 9-9 12-4-3-9-6-9-12z"],
    ],
  },
  pencil: {
    hues: [85, 25, 250, 145],
    parts: [
      ["mid", "M32 9l7 7-21 21-7-7z"],
      ["dark", "M8 40l3-10 7 7z"],
      ["light", "M32 9l3-3c1-1 2.500-1 3.500 0L42 9.500c1 1 1 2.500 0 3.500l-3 3z"],
      ["line", "M35.500 12.500l-21 21"],
    ],
  },
  notebook: {
    hues: any,
    parts: [
      ["mid", box(12, 7, 26, 34, 3)],
      ["dark", box(12, 7, 6, 34, 2)],
      ["light", box(22, 14, 12, 7, 1)],
      ["line", "M9 14h5M9 21h5M9 28h5M9 35h5"],
    ],
  },
  paper: {
    hues: [250, 85],
    parts: [
      ["mid", box(10, 10, 24, 33, 1)],
      ["light", "M15 5h15l8 8v26H15z"],
      ["dark", "M30 5l8 8h-8z"],
      ["line", "M20 20h13M20 26h13M20 32h8"],
    ],
  },
  folder: {
    hues: [85, 230, 25],
    parts: [
      ["mid", "M6 12a2 2 0 0 1 2-2h11l4 5h17a2 2 0 0 1 2 2v12H6z"],
      ["light", "M6 21h36v17a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2z"],
      ["dark", box(24, 30, 13, 5, 1)],
    ],
  },
  scissors: {
    hues: [25, 250, 150],
    parts: [
      ["light", "M22 27L33 5c3 3 2 7 1 9l-8 14zM26 27L15 5c-3 3-2 7-1 9l8 14z"],
      ["mid", dot(15.5, 35, 7) + dot(32.5, 35, 7)],
      ["hole", dot(15.5, 35, 3.5) + dot(32.5, 35, 3.5)],
      ["dark", dot(24, 26, 2)],
    ],
  },
  envelope: {
    hues: [85, 250, 25],
    parts: [
      ["mid", box(6, 11, 36, 27, 3)],
      ["light", "M8 12h32L24 26z"],
      ["line", "M8 36l12-11M40 36L28 25"],
    ],
  },
  lamp: {
    hues: warm,
    parts: [
      ["dark", box(22.5, 22, 3, 17) + box(14, 37, 20, 4, 2)],
      ["light", "M13 22h22l2 5c-9 3-17 3-26 0z"],
      ["mid", "M17 7h14l6 16H11z"],
    ],
  },
  bulb: {
    hues: [90, 80],
    parts: [
      ["light", "M24 5a13 13 0 0 0-8 23c2 2 3 4 3 6h10c0-2 1-4 3-6a13 13 0 0 0-8-23z"],
      ["line", "M21 33v-9l3 3 3-3v9"],
      ["mid", box(19, 33, 10, 6, 1)],
      ["dark", box(21, 38, 6, 4, 2)],
    ],
  },
  pendant: {
    hues: [30, 200, 85, 145],
    parts: [
      ["line", "M24 3v12"],
      ["light", "M18 31h12a6 6 0 0 1-12 0z"],
      ["mid", "M24 14c9 0 15 8 15 17H9c0-9 6-17 15-17z"],
      ["dark", box(21, 11, 6, 5, 2)],
    ],
  },
  candle: {
    hues: [60, 20, 290],
    parts: [
      ["light", "M24 4c4 5 4 7 4 9a4 4 0 0 1-8 0c0-2 0-4 4-9z"],
      ["line", "M24 15v6"],
      ["mid", box(16, 20, 16, 21, 2)],
      ["light", "M16 22a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v4c-2 2-3-1-5 1s-1 6-3 5-1-6-4-5-4 0-4-2z"],
    ],
  },
  cable: {
    hues: [250, 25, 85],
    parts: [
      ["line", "M31 5v6M36 5v6"],
      ["thick", "M33.500 19c0 12-22 4-22 13 0 7 12 9 26 7"],
      ["dark", box(28, 10, 11, 10, 2.5)],
    ],
  },
  battery: {
    hues: [145, 250, 25],
    parts: [
      ["dark", box(38, 19, 4, 10, 1)],
      ["mid", box(7, 13, 31, 22, 3)],
      ["light", box(7, 13, 9, 22, 3)],
      ["line", "M28 17l-5 7h6l-5 7"],
    ],
  },
};
