import type { Opening } from "@/lib/onboarding/queries";
import type { BUSINESS_FIELDS, SHOP_FIELDS } from "@/lib/onboarding/schema";
import { slugFrom } from "@/lib/sellers/slugs";

export type BusinessValues = Record<(typeof BUSINESS_FIELDS)[number], string>;
export type ShopValues = Record<(typeof SHOP_FIELDS)[number], string>;

const NEW_BUSINESS: BusinessValues = {
  ...{ name: "", legalName: "", registrationNumber: "" },
  ...{ country: "", currency: "", timeZone: "" },
};

/** What a form shows: what was saved, and over it what was typed since. */
export function businessValues(opening: Opening | null): BusinessValues {
  return { ...NEW_BUSINESS, ...opening?.business, ...opening?.onboarding.drafts.business };
}

export function shopValues({ business, shop, onboarding }: Opening, locale: string): ShopValues {
  const blank = {
    ...{ street: "", postcode: "", town: "", trade: "", description: "" },
    ...{ slug: slugFrom(business?.name ?? ""), accent: "", languages: locale, discoverable: "on" },
  };
  const saved = shop && {
    ...shop,
    languages: shop.languages.join(),
    discoverable: shop.discoverable ? "on" : "",
  };
  return { ...blank, ...saved, ...onboarding.drafts.shop };
}
