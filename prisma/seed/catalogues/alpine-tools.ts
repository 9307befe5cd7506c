import type { Catalogue } from "./types";

export const alpineTools: Catalogue = {
  prefix: "AT",
  categories: [
    {
      name: "Hand tools",
      unit: "piece",
      note: "Drop-forged chrome vanadium steel, guaranteed for thirty years.",
      items: [
        ["wrench", "CSPA", "Combination spanner", { "10 mm": 5.9, "13 mm": 6.8, "17 mm": 8.4, "19 mm": 9.6 }],
        ["wrench", "ADJW", "Adjustable wrench", { "200 mm": 18.9, "300 mm": 29.5 }],
        ["hammer", "HAMM", "Locksmith's hammer, ash handle", { "300 g": 11.8, "500 g": 13.9, "1000 g": 19.8 }],
        ["hammer", "MALL", "Rubber mallet", { "450 g": 12.6 }],
        ["scissors", "PLIE", "Combination pliers", { "180 mm": 21.4, "200 mm": 24.9 }],
        ["scissors", "SIDE", "Diagonal cutters", { "160 mm": 23.8 }],
        ["screw", "SCRW", "Screwdriver set, VDE", { "6 pieces": 38.9, "12 pieces": 69 }],
        ["hammer", "CHIS", "Wood chisel", { "12 mm": 14.2, "20 mm": 16.8, "26 mm": 18.9 }],
        ["hammer", "HATC", "Hatchet, hickory handle", { "600 g": 42.5 }],
      ],
    },
    {
      name: "Power tools",
      unit: "piece",
      note: "18 V platform: every battery fits every machine. Three years' service included.",
      items: [
        ["drill", "DRIL", "Cordless drill driver 18 V", { "bare tool": 119, "2 × 4 Ah": 249 }],
        ["drill", "HAMD", "Rotary hammer SDS-plus", { "800 W": 189, "1100 W": 268 }],
        ["drill", "IMPA", "Impact driver 18 V", { "bare tool": 134 }],
        ["saw", "GRIN", "Angle grinder", { "125 mm": 92, "230 mm": 148 }],
        ["saw", "JIGS", "Jigsaw 18 V, brushless", { "bare tool": 158 }],
        ["bucket", "VACU", "Dust extractor, class M", { "25 l": 429 }],
        ["battery", "BATT", "Battery 18 V", { "4 Ah": 74, "8 Ah": 138 }],
      ],
    },
    {
      name: "Fixings",
      unit: "box",
      note: "Zinc plated or stainless A2, with certificate on request.",
      items: [
        [
          "screw",
          "HEXN",
          "Hex nut DIN 934, zinc",
          { "M8, 200 pieces": 9.8, "M10, 100 pieces": 9.2, "M12, 50 pieces": 8.9 },
        ],
        [
          "screw",
          "HEXB",
          "Hex bolt DIN 933, 8.8",
          { "M8 × 40, 100 pieces": 14.6, "M10 × 60, 50 pieces": 16.2, "M12 × 80, 25 pieces": 15.4 },
        ],
        [
          "screw",
          "WOOD",
          "Wood screw, Torx, countersunk",
          { "4 × 40, 500 pieces": 18.9, "5 × 80, 200 pieces": 19.4, "6 × 120, 100 pieces": 21.8 },
        ],
        ["screw", "WASH", "Washer DIN 125, A2", { "M8, 500 pieces": 11.3, "M10, 250 pieces": 9.7 }],
        [
          "screw",
          "PLUG",
          "Wall plug, nylon",
          { "6 mm, 200 pieces": 9.9, "8 mm, 100 pieces": 8.4, "10 mm, 50 pieces": 7.9 },
        ],
        ["can", "ANCH", "Through anchor, option 1", { "M10 × 95, 25 pieces": 38.5 }],
      ],
    },
    {
      name: "Measuring",
      unit: "piece",
      note: "Calibrated in Innsbruck; protocol in the box.",
      items: [
        ["tape", "TAPE", "Tape measure, class II", { "5 m": 12.4, "8 m": 17.9 }],
        ["tape", "LEVE", "Spirit level, milled", { "60 cm": 34.8, "100 cm": 48.9, "180 cm": 79 }],
        ["tape", "LASR", "Cross-line laser, green", { "20 m": 189 }],
        ["tape", "CALI", "Digital caliper", { "150 mm": 46.5 }],
        ["pencil", "PENC", "Carpenter's pencil", { "12 pieces": 8.6 }],
      ],
    },
    {
      name: "Site and safety",
      unit: "piece",
      note: "CE marked, EN standard on the label.",
      items: [
        ["helmet", "HELM", "Safety helmet EN 397", { white: 16.9, yellow: 16.9 }],
        ["helmet", "EARD", "Ear defenders, 31 dB", { "1 piece": 24.5 }],
        ["shirt", "VEST", "High-visibility vest, class 2", { "M–L": 6.9, "XL–XXL": 6.9 }],
        ["glove", "GLOV", "Assembly gloves, nitrile", { "size 9, 12 pairs": 28.8, "size 10, 12 pairs": 28.8 }],
        ["lamp", "LAMP", "Site light, LED, 4000 lm", { "1 piece": 64 }],
        ["cable", "REEL", "Cable reel H07RN-F", { "25 m": 89, "50 m": 149 }],
      ],
    },
    {
      name: "Painting and finishing",
      unit: "piece",
      note: "Washable, for water-based and solvent paints.",
      items: [
        ["brush", "ROLL", "Paint roller, microfibre", { "18 cm": 7.8, "25 cm": 9.9 }],
        ["brush", "BRUS", "Flat brush, mixed bristle", { "50 mm": 6.4, "70 mm": 8.2 }],
        ["spade", "TROW", "Plasterer's trowel, stainless", { "280 × 130 mm": 19.8 }],
        ["spade", "SHOV", "Holstein shovel, size 2", { "1 piece": 27.9 }],
        ["tape", "MASK", "Masking tape, 50 m", { "12 rolls": 39.6 }],
        ["box", "SAND", "Sanding discs 125 mm", { "P80, 50 pieces": 18.4, "P120, 50 pieces": 18.4 }],
      ],
    },
  ],
};
