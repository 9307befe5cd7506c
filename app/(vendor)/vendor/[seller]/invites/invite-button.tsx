import { getLocale } from "next-intl/server";
import { InviteCustomers } from "@/components/invite/invite-customers";
import type { StoreScope } from "@/lib/access/scope";
import { countryName } from "@/lib/i18n/format";
import { previewInvite } from "@/lib/invites/preview/queries";
import { getSettings } from "@/lib/sellers/queries";

interface InviteButtonProps {
  scope: StoreScope;
  priceLists: { id: string; name: string }[];
}

export async function InviteButton({ scope, priceLists }: InviteButtonProps) {
  const { id, slug, country } = scope.seller;
  const name = countryName(country, await getLocale());
  return (
    <InviteCustomers
      store={{ sellerId: id, slug }}
      country={name}
      priceLists={priceLists}
      preview={previewInvite(scope.seller)}
      lastWords={(await getSettings(scope)).invites.message}
    />
  );
}
