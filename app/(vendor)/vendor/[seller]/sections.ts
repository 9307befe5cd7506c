import type { MemberRight } from "@/lib/access/permissions";

/** The portal's pages in the order of the sidebar, each with the right that opens it. */
export const SECTIONS = [
  { id: "overview", path: "", right: "overview.read" },
  { id: "orders", path: "/orders", right: "orders.read" },
  { id: "products", path: "/products", right: "products.read" },
  { id: "customers", path: "/customers", right: "customers.read" },
  { id: "clients", path: "/clients", right: "clients.read" },
  { id: "invites", path: "/invites", right: "invites.read" },
  { id: "requests", path: "/requests", right: "requests.read" },
  { id: "analytics", path: "/analytics", right: "visits.read" },
  { id: "alerts", path: "/alerts", right: "visits.read" },
  { id: "payouts", path: "/payouts", right: "payouts.read" },
  { id: "members", path: "/members", right: "members.read" },
  { id: "settings", path: "/settings", right: "settings.read" },
  { id: "audit", path: "/audit", right: "audit.read" },
] as const satisfies { id: string; path: string; right: MemberRight }[];

export type SectionId = (typeof SECTIONS)[number]["id"];
