import { box, type Drawing, dot } from "./parts";

const leaf = [145, 135, 160];
const any = [20, 55, 90, 145, 200, 250, 290, 340];
const warm = [85, 70, 50];

export const home = {
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
} satisfies Record<string, Drawing>;
