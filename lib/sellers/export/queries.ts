import "server-only";
import { getTranslations } from "next-intl/server";
import type { OperatorScope } from "@/lib/access/scope";
import { csvLine } from "@/lib/csv";
import { listSellers } from "@/lib/sellers/queries";
import { type SellerFilter, type SellerListInput, sellerListInput } from "@/lib/sellers/schema";

/** Every seller whom the filter finds, for a spreadsheet. */
export async function sellerCsvLines(scope: OperatorScope, filter: SellerFilter): Promise<AsyncGenerator<string>> {
  const [t, tAdmin, tSeller, tStatus] = await Promise.all([
    getTranslations("admin.sellers"),
    getTranslations("admin.seller"),
    getTranslations("sellers.fields"),
    getTranslations("status.seller"),
  ]);
  return lines();

  async function* lines() {
    yield csvLine([
      ...[t("name"), tAdmin("slug"), t("status"), t("trade"), t("place"), tSeller("country")],
      ...[t("customers"), t("products"), t("since")],
    ]);
    let cursor: SellerListInput["cursor"];
    do {
      const { items, nextCursor } = await listSellers(scope, { ...filter, cursor, limit: 500 });
      for (const { name, slug, status, trade, town, country, customers, products, createdAt } of items) {
        yield csvLine([
          name,
          slug,
          tStatus(status),
          trade,
          town,
          country,
          customers,
          products,
          createdAt.toISOString(),
        ]);
      }
      cursor = nextCursor ? sellerListInput.shape.cursor.parse(nextCursor) : undefined;
    } while (cursor);
  }
}
