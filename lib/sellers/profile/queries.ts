import "server-only";
import type { StoreScope } from "@/lib/access/scope";
import { notFoundError } from "@/lib/errors";

export type ProfileDto = {
  name: string;
  legalName: string | null;
  registrationNumber: string | null;
  trade: string | null;
  description: string | null;
  logo: string | null;
  accent: string | null;
  street: string | null;
  postcode: string | null;
  town: string | null;
  country: string;
  currency: string;
  timeZone: string;
  languages: string[];
  defaultLocale: string;
  discoverable: boolean;
  visitMonths: number;
  visitIpDays: number;
  /** Minor units. */
  orderMinimum: number;
  /** From the first order on the currency stays. */
  hasOrders: boolean;
};

/** What a store says of itself. */
export async function getProfile(scope: StoreScope): Promise<ProfileDto> {
  const { id } = scope.seller;
  const seller = await scope.db.seller.findFirst({
    where: { id },
    select: {
      ...{
        name: true,
        legalName: true,
        registrationNumber: true,
        trade: true,
        description: true,
        logo: true,
        accent: true,
      },
      ...{ street: true, postcode: true, town: true, country: true, currency: true, timeZone: true, languages: true },
      ...{ defaultLocale: true, discoverable: true, orderMinimum: true, visitMonths: true, visitIpDays: true },
    },
  });
  if (!seller) throw notFoundError();
  const order = await scope.db.order.findFirst({ where: { sellerId: id }, select: { id: true } });
  return { ...seller, orderMinimum: Number(seller.orderMinimum), hasOrders: order !== null };
}
