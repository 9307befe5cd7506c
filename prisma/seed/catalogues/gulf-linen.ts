import type { Catalogue } from "./types";

export const gulfLinen: Catalogue = {
  prefix: "GL",
  categories: [
    {
      name: "Bed linen",
      unit: "pack",
      note: "Cotton percale for industrial laundries, 200 washes guaranteed.",
      items: [
        [
          "fabric",
          "FITT",
          "Fitted sheet, 300 thread",
          { "100 × 200, 10 pieces": 620, "180 × 200, 10 pieces": 890, "200 × 200, 10 pieces": 960 },
        ],
        ["fabric", "FLAT", "Flat sheet, 300 thread", { "180 × 300, 10 pieces": 780, "280 × 300, 10 pieces": 1090 }],
        ["fabric", "DUVC", "Duvet cover, 300 thread", { "150 × 220, 5 pieces": 690, "240 × 260, 5 pieces": 985 }],
        ["fabric", "PILC", "Pillow case, housewife", { "50 × 75, 20 pieces": 420, "50 × 90, 20 pieces": 480 }],
        [
          "fabric",
          "PROT",
          "Mattress protector, waterproof",
          { "100 × 200, 5 pieces": 345, "180 × 200, 5 pieces": 495 },
        ],
        ["fabric", "RUNN", "Bed runner, jacquard", { "240 × 60": 145 }],
      ],
    },
    {
      name: "Pillows and duvets",
      unit: "piece",
      note: "Non-allergenic filling, fire-retardant to BS 7175.",
      items: [
        ["fabric", "PILM", "Pillow, microfibre", { medium: 58, firm: 62 }],
        ["fabric", "PILD", "Pillow, goose down", { "50 × 75": 189 }],
        ["fabric", "DUVL", "Duvet, all season", { "150 × 220": 175, "240 × 260": 265 }],
        ["fabric", "TOPP", "Mattress topper", { "180 × 200": 390 }],
        ["fabric", "THRO", "Throw, wool mix", { sand: 165, indigo: 165 }],
      ],
    },
    {
      name: "Towels",
      unit: "pack",
      note: "Ring-spun 600 g terry, double-stitched hems.",
      items: [
        ["fabric", "TOWF", "Face towel 30 × 30", { "50 pieces": 240 }],
        ["fabric", "TOWH", "Hand towel 50 × 90", { "20 pieces": 310, "100 pieces": 1480 }],
        ["fabric", "TOWB", "Bath towel 70 × 140", { "10 pieces": 365, "50 pieces": 1740 }],
        ["fabric", "TOWS", "Bath sheet 100 × 180", { "5 pieces": 330 }],
        ["fabric", "TOWP", "Pool towel, striped", { "blue, 10 pieces": 420, "sand, 10 pieces": 420 }],
        ["fabric", "MATS", "Bath mat 50 × 80", { "20 pieces": 380 }],
      ],
    },
    {
      name: "Robes and slippers",
      unit: "pack",
      note: "Embroidery of your crest from 50 pieces.",
      items: [
        ["shirt", "ROBW", "Waffle robe", { "M, 5 pieces": 395, "L, 5 pieces": 395, "XL, 5 pieces": 410 }],
        ["shirt", "ROBT", "Terry robe, shawl collar", { "L, 5 pieces": 520, "XL, 5 pieces": 540 }],
        ["shirt", "ROBC", "Robe for children", { "6–9 years, 5 pieces": 310 }],
        ["box", "SLIC", "Slippers, closed toe", { "100 pairs": 290 }],
        ["box", "SLIO", "Slippers, open toe", { "100 pairs": 255 }],
      ],
    },
    {
      name: "Table linen",
      unit: "pack",
      note: "Stain-release finish; white stays white at 75 °C.",
      items: [
        ["fabric", "TABC", "Tablecloth, satin band", { "140 × 140, 5 pieces": 275, "180 × 300, 5 pieces": 560 }],
        ["fabric", "TABR", "Tablecloth, round", { "230 cm, 5 pieces": 490 }],
        ["fabric", "NAPK", "Napkin 50 × 50", { "white, 50 pieces": 320, "ivory, 50 pieces": 335 }],
        ["fabric", "RUNT", "Table runner, linen", { "50 × 150, 5 pieces": 210 }],
        ["fabric", "SKIR", "Table skirting", { "73 × 410": 185 }],
      ],
    },
    {
      name: "Kitchen and uniforms",
      unit: "pack",
      note: "Sizes mixed on request.",
      items: [
        ["shirt", "CHEF", "Chef's jacket, long sleeve", { M: 95, L: 95, XL: 98 }],
        ["shirt", "CHEH", "Chef's hat, cotton", { "10 pieces": 130 }],
        ["shirt", "APRO", "Bib apron", { "black, 10 pieces": 240, "white, 10 pieces": 220 }],
        ["shirt", "KTOW", "Kitchen towel, checked", { "50 pieces": 285 }],
        ["shirt", "POLO", "Polo shirt, staff", { "M, 5 pieces": 215, "L, 5 pieces": 215 }],
        ["shirt", "TROU", "Housekeeping trousers", { "M, 5 pieces": 260, "L, 5 pieces": 260 }],
      ],
    },
    {
      name: "Spa",
      unit: "pack",
      note: "Lint-free and oil-resistant.",
      items: [
        ["flower", "SPAS", "Spa sheet, brushed", { "10 pieces": 340 }],
        ["flower", "SPAW", "Spa wrap", { "10 pieces": 365 }],
        ["flower", "HEAD", "Headband, terry", { "50 pieces": 195 }],
        ["flower", "FACE", "Face cradle cover", { "20 pieces": 180 }],
      ],
    },
  ],
};
