import "server-only";
import { getTranslations } from "next-intl/server";
import type { StoreScope } from "@/lib/access/scope";
import { csvLine } from "@/lib/csv";
import { minorDigits, minorToDecimal } from "@/lib/i18n/format";
import { eachOrder } from "@/lib/orders/queries";
import type { OrderFilters } from "@/lib/orders/schema";

/** The filtered list as lines of a CSV file. */
export async function orderCsvLines(scope: StoreScope, filters: OrderFilters): Promise<AsyncGenerator<string>> {
  const [t, tStatus] = await Promise.all([getTranslations("orders.columns"), getTranslations("status.order")]);
  const head = ["number", "customer", "company", "placed", "lines", "total", "currency", "status", "poNumber"].map(
    (key) => t(key),
  );
  return (async function* () {
    yield csvLine(head);
    for await (const rows of eachOrder(scope, filters)) {
      for (const { number, customer, placedAt, lineCount, total, currency, status, poNumber } of rows) {
        const amount = minorToDecimal(total, minorDigits(currency));
        yield csvLine([
          number,
          customer.name ?? customer.contact,
          customer.company,
          placedAt,
          lineCount,
          amount,
          currency,
          tStatus(status),
          poNumber,
        ]);
      }
    }
  })();
}
