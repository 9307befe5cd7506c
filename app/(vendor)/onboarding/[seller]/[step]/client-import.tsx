"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { useKept } from "@/app/(vendor)/onboarding/use-kept";
import { ImportSteps } from "@/components/import/import-dialog";
import { ProgressBar } from "@/components/import/progress-bar";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { toast } from "@/components/ui/toast";
import { importDetailsOptions } from "@/lib/imports/query-options";
import { isUnderWay, percentDone } from "@/lib/imports/rules";
import type { ImportDetails } from "@/lib/imports/schema";
import { MAX_PASTED } from "@/lib/onboarding/rules";
import { FinishStep } from "./finish-step";

interface ClientImportProps {
  store: { sellerId: string; slug: string };
  country: { code: string; name: string };
  /** Entries on the list. */
  count: number;
  newest: ImportDetails | null;
  /** Rows that were pasted and not used yet. */
  pasted: string;
  back: ReactNode;
}

export function ClientImport({ store, country, count, newest, pasted, back }: ClientImportProps) {
  const t = useTranslations("onboarding.clients");
  const router = useRouter();
  const [adding, setAdding] = useState(newest === null || pasted !== "");
  const [waiting, setWaiting] = useState(false);
  const { text, setText, status, problem, refuse, forget } = usePasted(store.slug, pasted);
  const mayGoOn = () => {
    if (adding && waiting) toast.error(t("waiting"));
    else if (adding && text.trim()) refuse();
    else return true;
    return false;
  };
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
          pasted={{ text, onText: setText, error: problem }}
          onRead={setWaiting}
          onStarted={async () => {
            setAdding(false);
            await forget();
            router.refresh();
          }}
        />
      ) : (
        <Button variant="secondary" className="self-start" onClick={() => setAdding(true)}>
          {t("more")}
        </Button>
      )}
      <p role="status" className="min-h-4 text-muted-foreground text-xs">
        {adding ? status : null}
      </p>
      <FinishStep slug={store.slug} step="clients" back={back} mayGoOn={mayGoOn} />
    </div>
  );
}

/** What is pasted is kept like all that is typed in the wizard, until it is imported or cleared. */
function usePasted(slug: string, initial: string) {
  const t = useTranslations("onboarding");
  const [text, setText] = useState(initial);
  const [refused, setRefused] = useState(false);
  const { state, failure, keep, keepSoon } = useKept(slug, "clients", { rows: initial });
  const tooLong = text.length > MAX_PASTED;
  const problem = tooLong
    ? t("errors.pasted", { count: MAX_PASTED })
    : refused
      ? t("errors.unused")
      : state === "failed"
        ? failure?.message
        : null;
  return {
    text,
    setText: (rows: string) => {
      setText(rows);
      setRefused(false);
      keepSoon(() => (rows.length > MAX_PASTED ? null : { rows }));
    },
    status: !tooLong && (state === "saving" || state === "kept") ? t(`kept.${state}`) : null,
    problem,
    refuse: () => {
      setRefused(true);
      document.querySelector<HTMLElement>('textarea[name="rows"]')?.focus();
    },
    forget: () => {
      setText("");
      return keep({ rows: "" });
    },
  };
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
