import { SearchX, UserRoundCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import type { RequestFilter } from "@/lib/customers/requests/schema";

export function NoRequests({ filter, slug, onClear }: { filter: RequestFilter; slug: string; onClear: () => void }) {
  const t = useTranslations("customers.requests");
  if (filter.q !== "")
    return (
      <EmptyState
        icon={SearchX}
        title={t("filteredTitle")}
        description={t("filteredDescription")}
        action={
          <Button variant="secondary" onClick={onClear}>
            {t("clear")}
          </Button>
        }
      />
    );
  if (filter.state === "rejected")
    return (
      <EmptyState icon={UserRoundCheck} title={t("rejectedEmptyTitle")} description={t("rejectedEmptyDescription")} />
    );
  return (
    <EmptyState
      icon={UserRoundCheck}
      title={t("emptyTitle")}
      description={t("emptyDescription")}
      action={
        <Link href={`/vendor/${slug}/invites/share-links`} className={buttonVariants({ variant: "secondary" })}>
          {t("shareLinks")}
        </Link>
      }
    />
  );
}
