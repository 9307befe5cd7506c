import type { Catalogue } from "./types";

export const meridianLighting: Catalogue = {
  prefix: "ML",
  categories: [
    {
      name: "Lamps",
      unit: "piece",
      note: "Assembled in Monterrey, CFE approved.",
      items: [
        ["bulb", "BULB", "LED lamp E27, warm white", { "8 W": 62, "12 W": 84, "15 W": 98 }],
        ["bulb", "FILA", "LED filament lamp E27", { "6 W clear": 96, "6 W amber": 104 }],
        ["bulb", "SPOT", "LED spot GU10", { "5 W, 36°": 72, "7 W, 60°": 88 }],
        ["bulb", "TUBE", "LED tube T8", { "60 cm": 118, "120 cm": 164 }],
        ["bulb", "STRI", "LED strip 24 V, 5 m", { "2700 K": 540, "4000 K": 540 }],
      ],
    },
    {
      name: "Luminaires",
      unit: "piece",
      note: "Five-year warranty with registered installation.",
      items: [
        ["pendant", "PEND", "Pendant, spun aluminium", { black: 1280, copper: 1390, white: 1280 }],
        ["pendant", "PANE", "LED panel 60 × 60", { "4000 K": 890, "6500 K": 890 }],
        ["pendant", "DOWN", "Downlight, recessed", { "12 W": 310, "18 W": 385 }],
        ["pendant", "HIGH", "High bay 150 W", { IP65: 2950 }],
        ["pendant", "TRAC", "Track spot 30 W", { black: 1120, white: 1120 }],
        ["lamp", "DESK", "Desk lamp, articulated", { graphite: 980 }],
        ["lamp", "FLOO", "Floor lamp, tripod", { oak: 2450 }],
        ["lamp", "WALL", "Wall light, up and down", { "IP54, black": 760 }],
        ["lamp", "BOLL", "Garden bollard, 80 cm", { IP65: 1340 }],
        ["lamp", "FLOD", "Floodlight", { "50 W": 690, "100 W": 1180, "200 W": 2140 }],
      ],
    },
    {
      name: "Control and wiring",
      unit: "piece",
      note: "DALI-2 and Zigbee.",
      items: [
        ["battery", "DRIV", "LED driver 24 V", { "60 W": 480, "100 W": 690 }],
        ["battery", "DIMM", "Rotary dimmer, trailing edge", { "250 W": 420 }],
        ["battery", "SENS", "Presence sensor, ceiling", { "360°": 640 }],
        ["battery", "GATE", "Zigbee gateway", { "1 piece": 1890 }],
        ["cable", "CABL", "Textile cable 3 × 0.75", { "10 m, black": 360, "10 m, natural": 360 }],
        ["cable", "TRAK", "Track, three-phase, 2 m", { black: 580, white: 580 }],
        ["cable", "CONN", "Lever connector", { "50 pieces": 410 }],
      ],
    },
  ],
};
