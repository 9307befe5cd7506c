import { getFormatter, getTranslations } from "next-intl/server";
import { Money } from "@/components/money";
import { Card, CardHeader } from "@/components/ui/card";
import type { ProductDto } from "@/lib/products/schema";

interface ProductFactsProps {
  product: ProductDto;
  category: string | null;
  currency: string;
}

/** The product for those who may read it only. */
export async function ProductFacts({ product, category, currency }: ProductFactsProps) {
  const [t, format] = await Promise.all([getTranslations("products.form"), getFormatter()]);
  const facts = [
    [t("sku"), product.sku],
    [t("category"), category ?? t("noCategory")],
    [t("unit"), product.unit ?? "–"],
    [t("price"), <Money key="price" minor={product.price} currency={currency} />],
    [
      t("costPrice"),
      product.costPrice === null ? "–" : <Money key="cost" minor={product.costPrice} currency={currency} />,
    ],
    [t("stock"), format.number(product.stock)],
    [t("minQuantity"), format.number(product.minQuantity)],
    [t("description"), product.description ?? "–"],
  ] as const;
  return (
    <Card>
      <CardHeader title={t("facts")} description={t("readOnly")} />
      <dl className="divide-y divide-border">
        {facts.map(([label, value]) => (
          <div key={label} className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
            <dt className="text-muted-foreground">{label}</dt>
            <dd className="whitespace-pre-line break-words tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
