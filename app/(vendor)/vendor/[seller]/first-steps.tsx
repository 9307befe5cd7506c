import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardHeader } from "@/components/ui/card";
import type { StoreScope } from "@/lib/access/scope";
import type { Totals } from "@/lib/overview/queries";

/** For a store that has not sold anything yet. */
export async function FirstSteps({ scope, totals }: { scope: StoreScope; totals: Totals }) {
  const t = await getTranslations("portal.start");
  const base = `/vendor/${scope.seller.slug}`;
  const steps = [
    { key: "products", done: totals.products > 0, href: scope.can("products.write") ? `${base}/products/new` : null },
    {
      key: "invite",
      done: totals.invites > 0 || totals.customers > 0,
      href: scope.can("invites.write") ? `${base}/invites` : null,
    },
    { key: "order", done: totals.orders > 0, href: null },
  ] as const;
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description", { seller: scope.seller.name })} />
      <ol className="divide-y divide-border">
        {steps.map(({ key, done, href }, index) => (
          <li key={key} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            {done ? (
              <CircleCheck aria-label={t("done")} className="size-6 shrink-0 text-success" />
            ) : (
              <span
                aria-hidden="true"
                className="grid size-6 shrink-0 place-items-center rounded-full border border-border font-medium text-muted-foreground text-xs tabular-nums"
              >
                {index + 1}
              </span>
            )}
            <div className="min-w-0 flex-1 basis-48">
              <p className="font-medium text-sm">{t(key)}</p>
              <p className="text-muted-foreground text-sm">{t(`${key}Hint`)}</p>
            </div>
            {href && !done ? (
              <Link href={href} className={buttonVariants({ variant: "secondary", size: "sm" })}>
                {t(key)}
              </Link>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
