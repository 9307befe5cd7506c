import { getLocale } from "next-intl/server";
import type { ImportKind } from "@/lib/imports/rules";
import { ImportDialog } from "./import-dialog";

interface ImportButtonProps {
  kind: ImportKind;
  seller: { slug: string; country: string };
  priceLists: { id: string; name: string }[];
}

/** For pages: the button "Import CSV" with the seller's country by name. Needs the namespace `imports`. */
export async function ImportButton({ kind, seller: { slug, country }, priceLists }: ImportButtonProps) {
  const name = new Intl.DisplayNames([await getLocale()], { type: "region" }).of(country) ?? country;
  return <ImportDialog kind={kind} store={{ slug }} country={{ code: country, name }} priceLists={priceLists} />;
}
