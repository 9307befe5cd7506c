import { ShieldX } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardHeader } from "@/components/ui/card";
import type { StoreScope } from "@/lib/access/scope";
import { listActivity } from "@/lib/audit/activity/queries";
import { sayEvent } from "@/lib/audit/rules";
import { listActivityInput } from "@/lib/audit/schema";

const SHOWN = 20;

/** Beside who came: who was not let in. For those who may read the activity, of which it is a part. */
export async function RefusedEntries({ scope }: { scope: StoreScope }) {
  const [{ items }, t, tEvents, tActors] = await Promise.all([
    listActivity(scope, listActivityInput.parse({ refused: "1", limit: SHOWN })),
    getTranslations("visits.refused"),
    getTranslations("audit.events"),
    getTranslations("audit.actors"),
  ]);
  const { slug, timeZone } = scope.seller;
  const all = (
    <Link href={`/vendor/${slug}/audit?refused=1`} className={buttonVariants({ variant: "link", size: "inline" })}>
      {t("all")}
    </Link>
  );
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} actions={items.length > 0 ? all : null} />
      {items.length === 0 ? <p className="px-4 py-8 text-center text-muted-foreground text-sm">{t("empty")}</p> : null}
      <ul className="max-h-96 divide-y divide-border overflow-y-auto">
        {items.map((event) => (
          <li key={event.id} className="flex items-start gap-3 px-4 py-2.5 text-sm">
            <ShieldX aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
            <div className="min-w-0">
              <p className="break-words">{sayEvent(tEvents, event)}</p>
              <p className="break-words text-muted-foreground text-xs">
                <bdi>{event.actor.name ?? tActors(event.actor.look)}</bdi> ·{" "}
                <DateTime value={event.at} timeZone={timeZone} />
                {event.ip ? (
                  <>
                    {" · "}
                    <bdi dir="ltr">{event.ip}</bdi>
                  </>
                ) : null}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
