import { useFormatter, useTranslations } from "next-intl";
import type { OrderLineDto } from "@/lib/orders/rules";
import { Money } from "./money";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "./ui/table";

/** The lines of an order with their sum; on phones each is two short rows instead of a table. */
export function OrderLines({ lines, total, currency }: { lines: OrderLineDto[]; total: number; currency: string }) {
  const t = useTranslations("orders.detail");
  return (
    <>
      <div className="max-sm:hidden">
        <WideLines lines={lines} total={total} currency={currency} />
      </div>
      <section aria-label={t("lines")} className="rounded-lg border border-border bg-card sm:hidden">
        <ul className="divide-y divide-border">
          {lines.map((line) => (
            <PhoneLine key={line.position} line={line} currency={currency} />
          ))}
        </ul>
        <p className="flex justify-between border-border border-t px-4 py-3 font-semibold text-base">
          {t("total")} <Money minor={total} currency={currency} />
        </p>
      </section>
    </>
  );
}

function WideLines({ lines, total, currency }: { lines: OrderLineDto[]; total: number; currency: string }) {
  const t = useTranslations("orders.detail");
  const format = useFormatter();
  return (
    <Table label={t("lines")}>
      <TableHead>
        <TableHeaderCell>{t("product")}</TableHeaderCell>
        <TableHeaderCell>{t("sku")}</TableHeaderCell>
        <TableHeaderCell numeric>{t("quantity")}</TableHeaderCell>
        <TableHeaderCell numeric>{t("unitPrice")}</TableHeaderCell>
        <TableHeaderCell numeric>{t("lineTotal")}</TableHeaderCell>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.position}>
            <TableCell className="wrap-anywhere min-w-40 font-medium">{line.name}</TableCell>
            <TableCell className="wrap-anywhere max-w-44 text-muted-foreground">
              <bdi>{line.sku}</bdi>
            </TableCell>
            <TableCell numeric>{format.number(line.quantity)}</TableCell>
            <TableCell numeric>
              <Money minor={line.unitPrice} currency={currency} />
              {line.unit ? (
                <span className="block text-muted-foreground text-xs"> {t("perUnit", { unit: line.unit })}</span>
              ) : null}
            </TableCell>
            <TableCell numeric>
              <Money minor={line.total} currency={currency} />
            </TableCell>
          </TableRow>
        ))}
        <tr className="border-border border-t font-semibold">
          <th scope="row" colSpan={4} className="px-3 py-3 text-start">
            {t("total")}
          </th>
          <TableCell numeric className="text-base">
            <Money minor={total} currency={currency} />
          </TableCell>
        </tr>
      </TableBody>
    </Table>
  );
}

function PhoneLine({ line, currency }: { line: OrderLineDto; currency: string }) {
  const t = useTranslations("orders.detail");
  const format = useFormatter();
  return (
    <li className="flex justify-between gap-3 px-4 py-3">
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">{line.name}</p>
        <p className="wrap-anywhere text-muted-foreground text-xs tabular-nums">
          <bdi>{line.sku}</bdi> ·{" "}
          <bdi>
            {format.number(line.quantity)} × <Money minor={line.unitPrice} currency={currency} />
          </bdi>{" "}
          {line.unit ? t("perUnit", { unit: line.unit }) : null}
        </p>
      </div>
      <Money minor={line.total} currency={currency} className="font-medium" />
    </li>
  );
}
