import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/status-badge";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardHeader } from "@/components/ui/card";
import type { OpeningItem } from "@/lib/onboarding/queries";
import { DiscardButton } from "./discard-button";

/** The shops that one is opening, each with where it stands. */
export function OpeningList({ openings }: { openings: OpeningItem[] }) {
  const t = useTranslations("onboarding");
  return (
    <Card>
      <CardHeader title={t("list.title")} description={t("list.description")} />
      <ul className="divide-y divide-border">
        {openings.map((opening) => (
          <li key={opening.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex flex-wrap items-center gap-2">
                <span className="min-w-0 break-words font-medium text-sm">
                  <bdi>{opening.name}</bdi>
                </span>
                <StatusBadge kind="seller" status={opening.status} />
              </p>
              <p className="text-muted-foreground text-xs">{whereItStands(t, opening)}</p>
            </div>
            <div className="flex gap-2">
              {opening.status === "draft" ? <DiscardButton slug={opening.slug} name={opening.name} /> : null}
              {/* A whole document per draft, like from store to store. */}
              <a
                href={`/onboarding/${opening.slug}`}
                aria-label={t(opening.status === "draft" ? "list.goOnWith" : "list.lookAt", { name: opening.name })}
                className={buttonVariants({ variant: "secondary" })}
              >
                {t(opening.status === "draft" ? "list.goOn" : "list.look")}
              </a>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function whereItStands(t: ReturnType<typeof useTranslations<"onboarding">>, { status, step, reason }: OpeningItem) {
  if (status === "pending") return t("list.pending");
  return reason ? t("list.sentBack") : t("list.next", { step: t(`steps.${step}`) });
}
