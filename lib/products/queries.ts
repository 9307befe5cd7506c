import "server-only";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { csvLine } from "@/lib/csv";
import { AppError, notFoundError } from "@/lib/errors";
import type { Prisma } from "@/lib/generated/prisma/client";
import { minorDigits, minorToDecimal } from "@/lib/i18n/format";
import { cursorTime, pageOf, totalOf } from "@/lib/paging";
import { LOW_STOCK, type ProductStatus } from "@/lib/products/rules";
import type {
  CategoryDto,
  ProductDto,
  ProductFilter,
  ProductListInput,
  ProductPage,
  ProductPriceDto,
  ProductRow,
  ProductSort,
} from "@/lib/products/schema";
import { likeText } from "@/lib/text";

const rowSelect = {
  id: true,
  sku: true,
  name: true,
  unit: true,
  categoryId: true,
  picture: true,
  price: true,
  stock: true,
  minQuantity: true,
  status: true,
  updatedAt: true,
} satisfies Prisma.ProductSelect;
type SelectedRow = Prisma.ProductGetPayload<{ select: typeof rowSelect }>;

/** One page of the seller's products; one query, and one more for the total where it is asked for. */
export async function listProducts(scope: StoreScope, input: ProductListInput): Promise<ProductPage> {
  const rows = await findRows(scope, input, input.limit + 1, input.cursor);
  const { by } = sortOf(input.sort);
  const page = pageOf(rows, input.limit, (row) => [SORTS[by].value(row), row.id]);
  return {
    items: page.items.map(toRow),
    nextCursor: page.nextCursor,
    sellerId: scope.seller.id,
    ...(input.count && {
      total: await totalOf(input, page, () => scope.db.product.count({ where: filterWhere(scope, input) })),
    }),
  };
}

/** Every product of a filtered list, in pages. */
async function* eachProduct(scope: StoreScope, filter: ProductFilter, pageSize = 500): AsyncGenerator<ProductRow[]> {
  const { by } = sortOf(filter.sort);
  let after: [string | number, string] | undefined;
  do {
    const rows = await findRows(scope, filter, pageSize, after);
    const last = rows.at(-1);
    after = rows.length === pageSize && last ? [SORTS[by].value(last), last.id] : undefined;
    if (rows.length > 0) yield rows.map(toRow);
  } while (after);
}

function findRows(
  scope: StoreScope,
  filter: ProductFilter,
  take: number,
  after: [string | number, string] | undefined,
): Promise<SelectedRow[]> {
  const { by, direction } = sortOf(filter.sort);
  const { column } = SORTS[by];
  return scope.db.product.findMany({
    where: { AND: [filterWhere(scope, filter), after ? afterWhere(filter.sort, after) : {}] },
    orderBy: [{ [column]: direction }, { id: direction }],
    take,
    select: rowSelect,
  });
}

function filterWhere(scope: StoreScope, filter: ProductFilter): Prisma.ProductWhereInput {
  const words = filter.search.split(/\s+/).filter(Boolean);
  return {
    sellerId: scope.seller.id,
    ...(filter.status !== "all" && { status: filter.status }),
    ...(filter.category && { categoryId: filter.category === "none" ? null : filter.category }),
    ...(filter.stock && { stock: STOCK[filter.stock] }),
    ...(words.length > 0 && { AND: words.map(wordWhere) }),
  };
}

const STOCK = { out: 0, low: { gt: 0, lte: LOW_STOCK }, in: { gt: 0 } } as const;

function wordWhere(word: string): Prisma.ProductWhereInput {
  const contains = likeText(word.toLowerCase());
  return { searchKey: { contains } };
}

/** Per sort: its column, what of a row goes into the cursor, and how the cursor's value is read back. */
const SORTS = {
  name: { column: "name", value: (row: SelectedRow) => row.name, parse: z.string() },
  sku: { column: "sku", value: (row: SelectedRow) => row.sku, parse: z.string() },
  price: { column: "price", value: (row: SelectedRow) => Number(row.price), parse: z.int().transform(BigInt) },
  stock: { column: "stock", value: (row: SelectedRow) => row.stock, parse: z.int32() },
  updated: {
    column: "updatedAt",
    value: (row: SelectedRow) => row.updatedAt.toISOString(),
    parse: cursorTime.transform((text) => new Date(text)),
  },
} as const satisfies Record<
  ProductSort,
  { column: string; value: (row: SelectedRow) => string | number; parse: z.ZodType }
>;

function sortOf(sort: ProductFilter["sort"]): { by: ProductSort; direction: "asc" | "desc" } {
  return sort.startsWith("-")
    ? { by: sort.slice(1) as ProductSort, direction: "desc" }
    : { by: sort as ProductSort, direction: "asc" };
}

function afterWhere(sort: ProductFilter["sort"], [key, id]: [string | number, string]): Prisma.ProductWhereInput {
  const { by, direction } = sortOf(sort);
  const { column, parse } = SORTS[by];
  const parsed = parse.safeParse(key);
  if (!parsed.success) throw new AppError("invalid", "errors.cursor");
  const value = parsed.data;
  const beyond = direction === "asc" ? "gt" : "lt";
  // The first condition says nothing new, but lets the index start where the page starts.
  return {
    AND: [
      { [column]: { [`${beyond}e`]: value } },
      { OR: [{ [column]: { [beyond]: value } }, { id: { [beyond]: id } }] },
    ],
  };
}

function toRow(row: SelectedRow): ProductRow {
  return {
    ...row,
    price: Number(row.price),
    status: row.status as ProductStatus,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export async function getProduct(scope: StoreScope, id: string): Promise<ProductDto> {
  const row = await scope.db.product.findFirst({
    where: { sellerId: scope.seller.id, id },
    select: { ...rowSelect, description: true, costPrice: true, createdAt: true },
  });
  if (!row) throw notFoundError();
  const { description, costPrice, createdAt, ...rest } = row;
  return {
    ...toRow(rest),
    description,
    costPrice: costPrice === null ? null : Number(costPrice),
    createdAt: createdAt.toISOString(),
    sellerId: scope.seller.id,
  };
}

/** The seller's price lists, each with this product's own price in it. */
export async function listProductPrices(scope: StoreScope, productId: string): Promise<ProductPriceDto[]> {
  const lists = await scope.db.priceList.findMany({
    where: { sellerId: scope.seller.id },
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      items: { where: { sellerId: scope.seller.id, productId }, select: { price: true } },
    },
  });
  return lists.map(({ id, name, items }) => ({
    priceListId: id,
    name,
    price: items[0] ? Number(items[0].price) : null,
  }));
}

export function listCategories(scope: StoreScope): Promise<CategoryDto[]> {
  return scope.db.category.findMany({
    where: { sellerId: scope.seller.id },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { id: true, name: true },
  });
}

/** The filtered list as lines of a CSV file. */
export async function productCsvLines(scope: StoreScope, filter: ProductFilter): Promise<AsyncGenerator<string>> {
  const [t, tStatus, categories] = await Promise.all([
    getTranslations("products.columns"),
    getTranslations("status.product"),
    listCategories(scope),
  ]);
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const digits = minorDigits(scope.seller.currency);
  const head = [
    "sku",
    "name",
    "category",
    "unit",
    "price",
    "currency",
    "stock",
    "minQuantity",
    "status",
    "updated",
  ].map((key) => t(key));
  return (async function* () {
    yield csvLine(head);
    for await (const rows of eachProduct(scope, filter)) {
      for (const row of rows) {
        const category = row.categoryId ? (names.get(row.categoryId) ?? null) : null;
        const price = minorToDecimal(row.price, digits);
        yield csvLine([
          row.sku,
          row.name,
          category,
          row.unit,
          price,
          scope.seller.currency,
          row.stock,
          row.minQuantity,
          tStatus(row.status),
          row.updatedAt,
        ]);
      }
    }
  })();
}
