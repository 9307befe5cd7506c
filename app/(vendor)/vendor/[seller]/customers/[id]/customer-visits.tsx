"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ExportLink } from "@/components/export-link";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { eraseVisitsAction } from "@/lib/visits/actions";

interface CustomerVisitsProps {
  sellerId: string;
  slug: string;
  customerId: string;
  /** As far back as visits are kept. */
  range: { from: string; to: string };
  mayWrite: boolean;
}

/** What is kept of one customer's visits, for whoever asks to see or erase it. */
export function CustomerVisits({ sellerId, slug, customerId, range, mayWrite }: CustomerVisitsProps) {
  const t = useTranslations("customers.visits");
  const router = useRouter();
  const client = useQueryClient();
  const { run, pending } = useAction(eraseVisitsAction.bind(null, slug), {
    onSuccess: ({ erased }) => {
      toast.success(t("erased", { count: erased }));
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === sellerId });
      router.refresh();
    },
  });
  const query = new URLSearchParams({ customer: customerId, ...range });
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} />
      <CardBody>
        <div className="flex flex-wrap gap-2">
          <ExportLink href={`/api/vendor/${slug}/visits/export?${query}`} label={t("export")} />
          {mayWrite ? (
            <ConfirmDialog
              trigger={<Button variant="dangerGhost">{t("erase")}</Button>}
              title={t("eraseTitle")}
              description={t("eraseText")}
              confirmLabel={t("erase")}
              pending={pending}
              onConfirm={() => run({ customerId })}
            />
          ) : null}
        </div>
      </CardBody>
    </Card>
  );
}
