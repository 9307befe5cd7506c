import { type LineProblem, MAX_LINES, parseQuantity, type QuantityProblem } from "@/lib/carts/rules";
import type { ShopProduct } from "@/lib/pricing/rules";

/** A SKU, a quantity and a spreadsheet's other columns fit; patterns that look back and forth are not let at more. */
const LONGEST_LINE = 500;

export type QuickOrderEntry = { line: number; text: string; sku: string } & (
  | { quantity: number }
  | { problem: QuantityProblem | "noQuantity" | "tooManyLines" | "lineTooLong" }
);

/**
 * Reads pasted lines of SKU and quantity, separated by a tab, semicolon, comma, spaces or "x"; "12 x SKU" too.
 * Further columns of a spreadsheet are left aside. Empty lines are skipped, everything else gives one entry.
 */
export function parseQuickOrder(text: string): QuickOrderEntry[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((raw, index) => ({ line: index + 1, text: raw.trim() }))
    .filter(({ text: line }) => line !== "")
    .map(({ line, text: raw }, index) => {
      if (index >= MAX_LINES) return { line, text: raw, sku: "", problem: "tooManyLines" as const };
      if (raw.length > LONGEST_LINE) return { line, text: raw, sku: "", problem: "lineTooLong" as const };
      return { line, text: raw, ...readLine(raw) };
    });
}

type Read = { sku: string; quantity: number } | { sku: string; problem: QuantityProblem | "noQuantity" };

function readLine(text: string): Read {
  for (const separator of ["\t", ";"]) {
    if (text.includes(separator)) return fromColumns(text.split(separator).map(unquote).filter(Boolean));
  }
  if (text.includes(",")) return fromCommas(text);
  return fromTimes(text) ?? fromSpaces(text);
}

function fromColumns([first = "", second]: string[]): Read {
  if (second === undefined) return fromTimes(first) ?? fromSpaces(first);
  // "12 | SKU": the quantity came first.
  if (isQuantity(first) && !isQuantity(second)) return withQuantity(second, first);
  return withQuantity(first, second);
}

/** A comma also groups thousands, so everything behind the first may be one number: "SKU,1,000". */
function fromCommas(text: string): Read {
  const columns = text.split(",").map(unquote);
  const [first = "", ...rest] = columns;
  // "SKU 1,000" and "SKU x 1,000": no comma between SKU and quantity at all.
  if (/\s/.test(first) && rest.every((part) => /^\d{3}$/.test(part))) return fromTimes(text) ?? fromSpaces(text);
  const joined = rest.join(",");
  return isQuantity(joined) ? withQuantity(first, joined) : fromColumns(columns.filter(Boolean));
}

/** "SKU x 12", "SKU × 12", "12 x SKU"; a bare x needs a space before it, for SKUs have letters of their own. */
function fromTimes(text: string): Read | null {
  const [, before = "", after = ""] = /^(.+?)(?:\s+[xX]\s*|\s*[×*]\s*)(\S+)$/u.exec(text) ?? [];
  if (isQuantity(after)) return withQuantity(before, after);
  const [, count = "", sku = ""] = /^(\p{Nd}[\p{Nd}.,'’]*)\s*[xX×*]\s+(.+)$/u.exec(text) ?? [];
  return isQuantity(count) ? withQuantity(sku, count) : null;
}

function fromSpaces(text: string): Read {
  const [, before = "", last = ""] = /^(.*\S)\s+(\S+)$/u.exec(text) ?? [];
  if (last === "") return { sku: unquote(text), problem: "noQuantity" };
  const [, first = "", rest = ""] = /^(\S+)\s+(.*)$/u.exec(text) ?? [];
  if (isQuantity(first) && !isQuantity(last)) return withQuantity(rest, first);
  return withQuantity(before, last);
}

function withQuantity(sku: string, raw: string): Read {
  return { sku: unquote(sku), ...parseQuantity(raw) };
}

function isQuantity(text: string): boolean {
  return "quantity" in parseQuantity(text);
}

function unquote(text: string): string {
  return text
    .trim()
    .replace(/^"(.*)"$/s, "$1")
    .trim();
}

export type QuickOrderLine = {
  line: number;
  text: string;
  sku: string;
  quantity: number | null;
  product: Omit<ShopProduct, "stock"> | null;
  problem: QuickOrderProblem | null;
  /** How many more can be had. */
  available: number | null;
};
type QuickOrderProblem = LineProblem | "unknown" | Extract<QuickOrderEntry, { problem: string }>["problem"];
