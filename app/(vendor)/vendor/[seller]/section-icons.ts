import {
  Banknote,
  BellRing,
  ChartNoAxesColumn,
  ClipboardList,
  ContactRound,
  History,
  IdCard,
  LayoutDashboard,
  type LucideIcon,
  MailPlus,
  Package,
  Settings,
  UserRoundPlus,
  UsersRound,
} from "lucide-react";
import type { SectionId } from "./sections";

export const SECTION_ICONS: Record<SectionId, LucideIcon> = {
  overview: LayoutDashboard,
  orders: ClipboardList,
  products: Package,
  customers: UsersRound,
  clients: ContactRound,
  invites: MailPlus,
  requests: UserRoundPlus,
  alerts: BellRing,
  analytics: ChartNoAxesColumn,
  payouts: Banknote,
  members: IdCard,
  settings: Settings,
  audit: History,
};
