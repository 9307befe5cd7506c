import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { countryName } from "@/lib/i18n/format";
import type { ImportKind } from "@/lib/imports/rules";
import { ImportDialog } from "./import-dialog";

interface ImportButtonProps {
  kind: ImportKind;
  seller: { slug: string; country: string };
  priceLists: { id: string; name: string }[];
  extra?: ReactNode;
}

/** For pages: the button "Import CSV" with the seller's country by name. Needs the namespace `imports`. */
export async function ImportButton({ kind, seller: { slug, country }, priceLists, extra }: ImportButtonProps) {
  const name = countryName(country, await getLocale());
  return (
    <ImportDialog
      kind={kind}
      store={{ slug }}
      country={{ code: country, name }}
      priceLists={priceLists}
      extra={extra}
    />
  );
}
