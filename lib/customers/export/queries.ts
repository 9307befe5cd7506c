import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { csvLine } from "@/lib/csv";
import { listCustomers } from "@/lib/customers/queries";
import { type CustomerFilter, listCustomersInput } from "@/lib/customers/schema";

/** Everything that the filter finds, for a spreadsheet. */
export async function customerCsvLines(scope: StoreScope, filter: CustomerFilter): Promise<AsyncGenerator<string>> {
  const [t, tStatus, tHow] = await Promise.all([
    getTranslations("customers.columns"),
    getTranslations("status.customer"),
    getTranslations("customers.how"),
  ]);
  return lines();

  async function* lines() {
    const names = [
      "name",
      "company",
      "contact",
      "status",
      "how",
      "priceList",
      "since",
      "orders",
      "lastOrder",
      "lastVisit",
      "note",
    ] as const;
    yield csvLine(names.map((name) => t(name)));
    let cursor: z.output<typeof listCustomersInput>["cursor"];
    do {
      const { items, nextCursor } = await listCustomers(scope, { ...filter, cursor, limit: 500 });
      for (const {
        name,
        company,
        contact,
        status,
        grantedHow,
        priceList,
        joinDate,
        orders,
        lastVisitAt,
        own,
      } of items) {
        yield csvLine([
          name,
          company,
          contact,
          tStatus(status),
          grantedHow && tHow(grantedHow),
          priceList?.name ?? null,
          joinDate,
          orders.count,
          orders.lastAt,
          lastVisitAt,
          own.note,
        ]);
      }
      cursor = nextCursor ? listCustomersInput.shape.cursor.parse(nextCursor) : undefined;
    } while (cursor);
  }
}
