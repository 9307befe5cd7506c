import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import type { StoreScope } from "@/lib/access/scope";
import { csvLine } from "@/lib/csv";
import { timeIn } from "@/lib/days";
import { countryName } from "@/lib/i18n/format";
import { eachVisit } from "@/lib/visits/queries";
import { type SeenPage, UNKNOWN_COUNTRY } from "@/lib/visits/rules";
import type { VisitListFilter } from "@/lib/visits/schema";

/** Everything that the filter finds, with every detail, for a spreadsheet. */
export async function visitCsvLines(scope: StoreScope, filter: VisitListFilter): Promise<AsyncGenerator<string>> {
  const [t, locale] = await Promise.all([getTranslations("visits"), getLocale()]);
  const { timeZone } = scope.seller;
  const country = (code: string) => (code === UNKNOWN_COUNTRY ? null : countryName(code, locale));
  const page = ({ kind, label, views, seconds }: SeenPage) =>
    t("export.page", {
      page: label === null ? t(`pages.${kind}`) : t("export.of", { page: t(`pages.${kind}`), label }),
      views,
      seconds,
    });
  return lines();

  async function* lines() {
    const names = [
      ...([
        "came",
        "lastSeen",
        "customer",
        "company",
        "countryCode",
        "country",
        "device",
        "browser",
        "system",
      ] as const),
      ...(["ip", "seconds", "ordered", "pages"] as const),
    ];
    yield csvLine(names.map((name) => t(`columns.${name}`, { timeZone })));
    for await (const items of eachVisit(scope, filter)) {
      for (const { customer, pages, ...visit } of items) {
        yield csvLine([
          timeIn(timeZone, new Date(visit.visitedAt)),
          timeIn(timeZone, new Date(visit.lastSeenAt)),
          // Who has neither name nor company is called by their contact.
          customer.name ?? customer.contact,
          customer.company,
          visit.country,
          country(visit.country),
          t(`devices.${visit.device}`),
          visit.browser,
          visit.os,
          visit.ip,
          visit.seconds,
          visit.ordered ? t("yes") : t("no"),
          pages.map(page).join("; "),
        ]);
      }
    }
  }
}
