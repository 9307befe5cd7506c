import type { MemberRole } from "@/lib/access/permissions";
import type { NewSeller } from "../factories/sellers";
import { alpineTools } from "./catalogues/alpine-tools";
import { capeBotanics } from "./catalogues/cape-botanics";
import { gulfLinen } from "./catalogues/gulf-linen";
import { harborFoods } from "./catalogues/harbor-foods";
import { meridianLighting } from "./catalogues/meridian-lighting";
import { northlineCoffee } from "./catalogues/northline-coffee";
import { sakuraPaper } from "./catalogues/sakura-paper";
import type { Catalogue } from "./catalogues/types";

export type Shop = {
  seller: NewSeller & { slug: string; currency: string };
  catalogue: Catalogue;
  /** Hours ahead of UTC in winter: orders come in business hours. */
  utcOffset: number;
  priceLists: readonly { name: string; off: number; share: number }[];
  customers: number;
  /** On a weekday. */
  ordersPerDay: number;
  companies: readonly string[];
  team: readonly (readonly [name: string, role: MemberRole, status?: "deactivated"])[];
};

const list = (text: string) => text.split(",").map((name) => name.trim());

export const SHOPS: readonly Shop[] = [
  {
    seller: {
      slug: "harbor-foods",
      name: "Harbor Foods",
      legalName: "Harbor Foods, Inc.",
      registrationNumber: "20114873 D",
      trade: "Seafood and larder",
      street: "14 Custom House Wharf",
      postcode: "04101",
      town: "Portland, Maine",
      currency: "USD",
      country: "US",
      timeZone: "America/New_York",
      accent: "#0f5c8a",
      commissionBp: 250,
      description:
        "Fish, shellfish and everything around them, from the wharf to kitchens across New England before breakfast.",
    },
    catalogue: harborFoods,
    utcOffset: -5,
    priceLists: [
      { name: "Restaurants", off: 0.08, share: 1 },
      { name: "Hotels", off: 0.14, share: 0.8 },
      { name: "Staff canteens", off: 0.05, share: 0.4 },
    ],
    customers: 48,
    ordersPerDay: 5,
    companies: list(
      "The Anchor Grill, Old Port Bistro, Casco Bay Inn, Lighthouse Diner, Tide & Table, Mill Street Kitchen, Sea Glass Hotel, Pine Point Chowder, Harvest Hall, Back Cove Catering, Munjoy Café, Ferry Landing, Saltbox Restaurant, Eastern Prom Deli, Kettle Cove Lodge, North Wharf Sushi",
    ),
    team: [
      ["Grace Okafor", "manager"],
      ["Walter Pike", "support", "deactivated"],
    ],
  },
  {
    seller: {
      slug: "alpine-tools",
      name: "Alpine Tools",
      legalName: "Alpine Tools GmbH",
      registrationNumber: "FN 402718 k",
      trade: "Tools and fixings",
      street: "Hallerstraße 119",
      postcode: "6020",
      town: "Innsbruck",
      currency: "EUR",
      country: "AT",
      timeZone: "Europe/Vienna",
      accent: "#b4232a",
      commissionBp: 300,
      description: "Hand tools, machines and fixings for workshops and building sites, delivered to site by seven.",
    },
    catalogue: alpineTools,
    utcOffset: 1,
    priceLists: [
      { name: "Workshops", off: 0.1, share: 1 },
      { name: "Contractors", off: 0.18, share: 0.7 },
    ],
    customers: 42,
    ordersPerDay: 4,
    companies: list(
      "Huber Bau, Tischlerei Moser, Nordkette Montage, Inntal Metallbau, Gruber Holzbau, Elektro Walch, Dachdeckerei Egger, Stubai Werkstatt, Malerei Kofler, Hofer Haustechnik, Zillertal Zimmerei, Brenner Service, Patscherkofel Lifte, Karwendel Hütten",
    ),
    team: [["Lukas Egger", "support"]],
  },
  {
    seller: {
      slug: "northline-coffee",
      name: "Northline Coffee",
      legalName: "Northline Coffee Ltd",
      registrationNumber: "08841527",
      trade: "Coffee and café supplies",
      street: "27 Canal Wharf, Water Lane",
      postcode: "LS11 5PS",
      town: "Leeds",
      currency: "GBP",
      country: "GB",
      timeZone: "Europe/London",
      accent: "#6b3f1d",
      commissionBp: 250,
      orderMinimum: 4000,
      description: "A roastery on the canal: beans, tea, cups and everything behind a café counter.",
    },
    catalogue: northlineCoffee,
    utcOffset: 0,
    priceLists: [
      { name: "Cafés", off: 0.07, share: 1 },
      { name: "Roasters' guild", off: 0.15, share: 0.6 },
    ],
    customers: 38,
    ordersPerDay: 4,
    companies: list(
      "Corn Exchange Café, The Daily Grind, Headingley Books & Coffee, Canal Mills Canteen, Bramley Bakes, Loft Coworking, Otley Tea Rooms, Station Kiosk, Roundhay Park Café, Ilkley Deli, Aire Street Espresso, Chapel Allerton Social",
    ),
    team: [
      ["Harriet Shaw", "admin"],
      ["Imran Aziz", "manager"],
      ["Poppy Lund", "support"],
    ],
  },
  {
    seller: {
      slug: "sakura-paper",
      name: "Sakura Paper",
      legalName: "株式会社さくら紙",
      registrationNumber: "1300-01-027419",
      trade: "Stationery and paper",
      street: "下京区高辻通 212",
      postcode: "600-8444",
      town: "Kyoto",
      currency: "JPY",
      country: "JP",
      timeZone: "Asia/Tokyo",
      accent: "#a3305f",
      commissionBp: 350,
      orderMinimum: 10_000,
      description: "Washi, notebooks and writing tools from Kyoto workshops for shops that care about paper.",
    },
    catalogue: sakuraPaper,
    utcOffset: 9,
    priceLists: [
      { name: "Bookshops", off: 0.1, share: 1 },
      { name: "Museums", off: 0.15, share: 0.5 },
    ],
    customers: 34,
    ordersPerDay: 3,
    companies: list(
      "Gion Gallery Shop, Paper & Ink Osaka, Nara Museum Store, Kamo River Books, Studio Hane, Nishiki Stationers, Letters from Kobe, Uji Tea & Gifts, Shijo Department Store, Arashiyama Crafts",
    ),
    team: [
      ["Haruka Mori", "admin"],
      ["Kenji Ueda", "manager"],
    ],
  },
  {
    seller: {
      slug: "cape-botanics",
      name: "Cape Botanics",
      legalName: "Cape Botanics (Pty) Ltd",
      registrationNumber: "2016/284150/07",
      trade: "Natural cosmetics",
      street: "38 Albert Road, Woodstock",
      postcode: "7925",
      town: "Cape Town",
      currency: "ZAR",
      country: "ZA",
      timeZone: "Africa/Johannesburg",
      accent: "#3f6b2f",
      commissionBp: 400,
      orderMinimum: 150_000,
      description: "Skin care and oils from fynbos plants, made in Woodstock for spas, salons and small shops.",
    },
    catalogue: capeBotanics,
    utcOffset: 2,
    priceLists: [
      { name: "Spas", off: 0.12, share: 1 },
      { name: "Retail", off: 0.2, share: 0.7 },
    ],
    customers: 32,
    ordersPerDay: 3,
    companies: list(
      "Kloof Street Spa, Hermanus House, Winelands Wellness, Observatory Apothecary, Camps Bay Hotel, Stellenbosch Soap Room, Garden Route Lodge, Sea Point Salon, Table View Pharmacy, Franschhoek Retreat",
    ),
    team: [
      ["Lerato Dlamini", "admin"],
      ["Pieter Vos", "manager"],
      ["Ayanda Khumalo", "support"],
    ],
  },
  {
    seller: {
      slug: "gulf-linen",
      name: "Gulf Linen",
      legalName: "Gulf Linen Trading LLC",
      registrationNumber: "CN-1284907",
      trade: "Hotel textiles",
      street: "Warehouse 12, Al Quoz Industrial Area 3",
      postcode: "PO Box 48217",
      town: "Dubai",
      currency: "AED",
      country: "AE",
      timeZone: "Asia/Dubai",
      accent: "#0b6e6e",
      commissionBp: 200,
      orderMinimum: 50_000,
      description: "Bed, bath and table linen for hotels, ready for the laundry and for two hundred washes.",
    },
    catalogue: gulfLinen,
    utcOffset: 4,
    priceLists: [
      { name: "Four stars", off: 0.08, share: 1 },
      { name: "Groups", off: 0.22, share: 0.8 },
    ],
    customers: 30,
    ordersPerDay: 3,
    companies: list(
      "Creek View Hotel, Marina Suites, Jumeirah Guest House, Al Fahidi Inn, Desert Rose Resort, Palm Apartments, Deira Grand, Hatta Mountain Lodge, Barsha Residence, Corniche Spa",
    ),
    team: [
      ["Mariam Saleh", "admin"],
      ["Joseph Varghese", "support"],
    ],
  },
  {
    seller: {
      slug: "meridian-lighting",
      name: "Meridian Lighting",
      legalName: "Meridian Iluminación, S.A. de C.V.",
      registrationNumber: "MIL180312QX4",
      trade: "Lighting",
      street: "Av. Eugenio Garza Sada 1450",
      postcode: "64700",
      town: "Monterrey",
      currency: "MXN",
      country: "MX",
      timeZone: "America/Monterrey",
      accent: "#8a5a00",
      status: "pending",
      commissionBp: 300,
      description: "Lamps, luminaires and controls for shops, offices and restaurants.",
    },
    catalogue: meridianLighting,
    utcOffset: -6,
    priceLists: [{ name: "Electricians", off: 0.12, share: 1 }],
    customers: 0,
    ordersPerDay: 0,
    companies: [],
    team: [["Valeria Campos", "admin"]],
  },
];
