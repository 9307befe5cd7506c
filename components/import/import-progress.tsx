"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cancelImportAction } from "@/lib/imports/actions";
import { importDetailsOptions } from "@/lib/imports/query-options";
import { isUnderWay, percentDone } from "@/lib/imports/rules";
import type { ImportDetails } from "@/lib/imports/schema";
import { DateTime } from "../date-time";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { buttonVariants } from "../ui/button-variants";
import { Card, CardBody, CardFooter } from "../ui/card";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Stat, StatGroup } from "../ui/stat";
import { useAction } from "../use-action";
import { ImportStatusBadge } from "./import-status-badge";
import { ProgressBar } from "./progress-bar";
import { RefusedRows } from "./refused-rows";

export interface ImportProgressProps {
  store: { sellerId: string; slug: string; timeZone: string };
  initial: ImportDetails;
  mayWrite: boolean;
}

/** An import while it runs and when it has ended; whoever reloads the page sees the same. */
export function ImportProgress({ store, initial, mayWrite }: ImportProgressProps) {
  const t = useTranslations("imports.page");
  const tKind = useTranslations("imports.kind");
  const { data } = useQuery({ ...importDetailsOptions(store, initial.id), initialData: initial });
  const { kind, status, done, total, createdBy, startedAt, createdAt } = data;
  const time = () => <DateTime value={startedAt ?? createdAt} timeZone={store.timeZone} />;
  const underWay = isUnderWay(status);
  // Rows are counted when it starts.
  const unstarted = total === 0;
  const [named, nameless] = unstarted ? (["uploadBy", "upload"] as const) : (["by", "started"] as const);
  return (
    <div className="flex flex-col gap-5">
      <Notice data={data} />
      <Card>
        <CardBody className="flex flex-col gap-4">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <ImportStatusBadge status={status} />
            <span>{tKind(kind)}</span>
            <span className="text-muted-foreground">
              {createdBy ? t.rich(named, { name: createdBy, time }) : t.rich(nameless, { time })}
            </span>
          </div>
          {unstarted ? null : (
            <>
              <ProgressBar label={t("progress")} percent={percentDone(data)} />
              <p className="text-muted-foreground text-sm tabular-nums" role="status">
                {t("of", { done, total })}
              </p>
            </>
          )}
          {underWay ? <p className="text-muted-foreground text-sm">{t("leave")}</p> : null}
        </CardBody>
        <CardFooter>
          {mayWrite && (underWay || status === "uploading") ? <CancelImport store={store} id={data.id} /> : null}
          <Link href={`/vendor/${store.slug}/${kind}`} className={buttonVariants({ variant: "secondary" })}>
            {t(`back.${kind}`)}
          </Link>
        </CardFooter>
      </Card>
      {unstarted ? null : <Figures data={data} />}
      <Refused store={store} data={data} />
    </div>
  );
}

function Notice({ data }: { data: ImportDetails }) {
  const t = useTranslations("imports.notice");
  const { status, refused, error } = data;
  if (isUnderWay(status)) return null;
  if (status === "done" && refused === 0) return <Alert tone="success">{t("done")}</Alert>;
  if (status === "done") return <Alert tone="warning">{t("doneRefused", { count: refused })}</Alert>;
  if (status === "failed") return <Alert tone="danger">{t("failed")}</Alert>;
  if (error === "member" || error === "seller") return <Alert tone="warning">{t(error)}</Alert>;
  return <Alert tone="info">{t(status === "uploading" ? "uploading" : "cancelled")}</Alert>;
}

function Figures({ data }: { data: ImportDetails }) {
  const t = useTranslations(`imports.page.figures.${data.kind}`);
  const tPage = useTranslations("imports.page");
  // Nothing is changed by inviting.
  const names =
    data.kind === "invites"
      ? (["added", "skipped", "refused"] as const)
      : (["added", "updated", "skipped", "refused"] as const);
  return (
    <StatGroup>
      {names.map((name) => (
        <Stat key={name} label={t(name)} figure={tPage("figure", { count: data[name] })} />
      ))}
    </StatGroup>
  );
}

function Refused({ store, data }: { store: ImportProgressProps["store"]; data: ImportDetails }) {
  const t = useTranslations("imports.page");
  if (data.refused === 0) return null;
  if (!data.hasReport) return <p className="text-muted-foreground text-sm">{t("reportGone")}</p>;
  return (
    <section className="flex flex-col gap-3" aria-labelledby="refused">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0">
          <h2 id="refused" className="font-semibold text-base">
            {t("refused")}
          </h2>
          <p className="text-muted-foreground text-sm">{t("fix")}</p>
        </div>
        <a
          href={`/api/vendor/${store.slug}/imports/${data.id}/report`}
          download
          className={buttonVariants({ variant: "secondary" })}
        >
          <Download aria-hidden="true" />
          {t("report")}
        </a>
      </div>
      <RefusedRows data={data} />
    </section>
  );
}

function CancelImport({ store, id }: { store: ImportProgressProps["store"]; id: string }) {
  const t = useTranslations("imports.page");
  const client = useQueryClient();
  const { run, pending } = useAction((importId: string) => cancelImportAction(store.slug, { id: importId }), {
    success: t("cancelled"),
  });
  const cancel = async () => {
    await run(id);
    void client.invalidateQueries({ queryKey: importDetailsOptions(store, id).queryKey });
  };
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost">
          <X aria-hidden="true" />
          {t("cancel")}
        </Button>
      }
      title={t("cancelTitle")}
      description={t("cancelDescription")}
      confirmLabel={t("cancel")}
      cancelLabel={t("keep")}
      pending={pending}
      onConfirm={cancel}
    />
  );
}
