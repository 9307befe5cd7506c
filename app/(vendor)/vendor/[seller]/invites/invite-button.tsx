import { getLocale } from "next-intl/server";
import { InviteCustomers } from "@/components/invite-customers";
import type { ScopeSeller } from "@/lib/access/scope";

interface InviteButtonProps {
  seller: ScopeSeller;
  priceLists: { id: string; name: string }[];
}

export async function InviteButton({ seller: { id, slug, country }, priceLists }: InviteButtonProps) {
  const name = new Intl.DisplayNames([await getLocale()], { type: "region" }).of(country) ?? country;
  return <InviteCustomers store={{ sellerId: id, slug }} country={name} priceLists={priceLists} />;
}
