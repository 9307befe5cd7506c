"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useAction } from "@/components/use-action";
import { setAlertMarkAction } from "@/lib/alerts/actions";
import type { Mark, MarkedCustomer } from "@/lib/alerts/rules";

interface MarkedCustomersProps {
  slug: string;
  mark: Mark;
  marked: MarkedCustomer[];
  mayWrite: boolean;
}

/** Whom one has muted, or watches. */
export function MarkedCustomers({ slug, mark, marked, mayWrite }: MarkedCustomersProps) {
  const t = useTranslations(mark === "mute" ? "alerts.muted" : "alerts.watched");
  const customers = marked.filter((customer) => customer.mark === mark);
  const title = `${mark}-title`;
  return (
    <Card aria-labelledby={title}>
      <CardHeader title={<span id={title}>{t("title")}</span>} description={t("text")} />
      <CardBody>
        {customers.length === 0 ? (
          <p className="text-muted-foreground text-sm">{t("empty")}</p>
        ) : (
          <ul className="flex flex-col">
            {customers.map((customer) => (
              <MarkedLine key={customer.id} slug={slug} customer={customer} mayWrite={mayWrite} />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

interface LineProps {
  slug: string;
  customer: MarkedCustomer;
  mayWrite: boolean;
}

function MarkedLine({ slug, customer: { id, label, mark }, mayWrite }: LineProps) {
  const t = useTranslations("alerts");
  const tMark = useTranslations(mark === "mute" ? "alerts.muted" : "alerts.watched");
  const router = useRouter();
  const name = label ?? t("unnamed");
  const { run, pending } = useAction(() => setAlertMarkAction(slug, { customerId: id, mark: null }), {
    success: tMark("removed", { name }),
    about: id,
    onSuccess: () => router.refresh(),
  });
  return (
    <li className="flex min-h-11 items-center justify-between gap-4 border-border border-b py-2 text-sm last:border-b-0">
      <Link
        href={`/vendor/${slug}/customers/${id}`}
        className="min-w-0 truncate font-medium underline underline-offset-2 hover:text-brand"
      >
        <bdi>{name}</bdi>
      </Link>
      {mayWrite ? (
        <Button
          variant="secondary"
          size="sm"
          pending={pending}
          aria-label={tMark("removeOf", { name })}
          onClick={() => void run()}
        >
          {tMark("remove")}
        </Button>
      ) : null}
    </li>
  );
}
