"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ImportSteps } from "@/components/import/import-dialog";
import { ProgressBar } from "@/components/import/progress-bar";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { importDetailsOptions } from "@/lib/imports/query-options";
import { isUnderWay, percentDone } from "@/lib/imports/rules";
import type { ImportDetails } from "@/lib/imports/schema";

interface ClientImportProps {
  store: { sellerId: string; slug: string };
  country: { code: string; name: string };
  /** Entries on the list. */
  count: number;
  newest: ImportDetails | null;
}

export function ClientImport({ store, country, count, newest }: ClientImportProps) {
  const t = useTranslations("onboarding.clients");
  const router = useRouter();
  const [adding, setAdding] = useState(newest === null);
  return (
    <div className="flex flex-col gap-4">
      <p className="font-medium text-sm tabular-nums" role="status">
        {t("count", { count })}
      </p>
      {newest ? <Newest store={store} initial={newest} /> : null}
      {adding ? (
        <ImportSteps
          kind="clients"
          store={store}
          country={country}
          priceLists={[]}
          onStarted={() => {
            setAdding(false);
            router.refresh();
          }}
        />
      ) : (
        <Button variant="secondary" className="self-start" onClick={() => setAdding(true)}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}

/** The last import, watched while the worker has it. */
function Newest({ store, initial }: { store: ClientImportProps["store"]; initial: ImportDetails }) {
  const t = useTranslations("onboarding.clients");
  const router = useRouter();
  const { data } = useQuery({ ...importDetailsOptions(store, initial.id), initialData: initial });
  const { status, done, total, added, refused, skipped, updated } = data;
  const underWay = isUnderWay(status);
  const [watched, setWatched] = useState(underWay);
  useEffect(() => {
    if (!watched || underWay) return;
    setWatched(false);
    // The count above is the server's.
    router.refresh();
  }, [watched, underWay, router]);
  if (status === "uploading") return null;
  if (underWay) {
    return (
      <div className="flex flex-col gap-1">
        <ProgressBar label={t("progress")} percent={percentDone(data)} />
        <p className="text-muted-foreground text-xs tabular-nums">{t("of", { done, total })}</p>
      </div>
    );
  }
  return (
    <Alert
      tone={status === "done" && refused === 0 ? "success" : "warning"}
      title={t(`ended.${status}`)}
      action={
        refused > 0 ? (
          <a
            href={`/vendor/${store.slug}/imports/${data.id}`}
            target="_blank"
            rel="noreferrer"
            className={buttonVariants({ variant: "link", size: "inline" })}
          >
            {t("refused", { count: refused })}
          </a>
        ) : undefined
      }
    >
      {t("result", { added, same: skipped + updated, refused })}
    </Alert>
  );
}
