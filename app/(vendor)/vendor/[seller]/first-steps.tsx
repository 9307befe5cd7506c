import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardHeader } from "@/components/ui/card";
import type { MemberRight } from "@/lib/access/permissions";
import type { StoreScope } from "@/lib/access/scope";
import type { Totals } from "@/lib/overview/queries";

/** For a store that has not sold anything yet. */
export async function FirstSteps({ scope, totals }: { scope: StoreScope; totals: Totals }) {
  const t = await getTranslations("portal.start");
  const base = `/vendor/${scope.seller.slug}`;
  const { status, slug } = scope.seller;
  const to = (right: MemberRight, path: string) => (scope.can(right) ? `${base}${path}` : null);
  const steps = [
    // An operator's look opens no wizard.
    { key: "opening", done: status !== "draft", href: to("settings.write", "") && `/onboarding/${slug}` },
    { key: "products", done: totals.products > 0, href: to("products.write", "/products/new") },
    { key: "clients", done: totals.clients > 0, href: to("clients.write", "/clients") },
    { key: "invite", done: totals.invites > 0 || totals.customers > 0, href: to("invites.write", "/invites") },
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
