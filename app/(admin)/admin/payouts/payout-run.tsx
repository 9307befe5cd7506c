"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { DateTime } from "@/components/date-time";
import { ProgressBar } from "@/components/import/progress-bar";
import { Period } from "@/components/payouts/period";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody } from "@/components/ui/card";
import { payoutRunOptions } from "@/lib/payouts/query-options";
import type { PayoutRunDto } from "@/lib/payouts/rules";
import { ComputedLines } from "./computed-lines";

/** The newest run for all sellers, while the worker has it and when it has ended; whoever reloads the page sees the same. */
export function PayoutRun({ initial }: { initial: PayoutRunDto }) {
  const router = useRouter();
  const { data } = useQuery({ ...payoutRunOptions(initial.id), initialData: initial });
  const run = data ?? initial;
  const before = useRef(run.status);
  useEffect(() => {
    // The list below has its payouts now.
    if (before.current === "running" && run.status !== "running") router.refresh();
    before.current = run.status;
  }, [run.status, router]);
  return run.status === "running" ? <Running run={run} /> : <Report run={run} />;
}

function Running({ run: { from, to, done, total } }: { run: PayoutRunDto }) {
  const t = useTranslations("payouts.run");
  return (
    <Card>
      <CardBody className="flex flex-col gap-3">
        <ProgressBar label={t("progress")} percent={total === 0 ? 0 : Math.floor((done * 100) / total)} />
        <p className="text-muted-foreground text-sm tabular-nums" role="status">
          {t("of", { done, total })}
        </p>
        <p className="text-muted-foreground text-sm">
          <Period from={from} to={to} /> · {t("leave")}
        </p>
      </CardBody>
    </Card>
  );
}

function Report({ run }: { run: PayoutRunDto }) {
  const t = useTranslations("payouts.run");
  const tCompute = useTranslations("payouts.compute");
  const { from, to, status, written, skipped, total, done, startedBy, finishedAt } = run;
  const why = onlyReason(run);
  const smooth = status === "done" && skipped === 0;
  return (
    <Alert
      tone={smooth ? "success" : "warning"}
      title={why ? t(`none.${why}`, { count: skipped }) : tCompute("done", { count: written })}
    >
      <p>
        <Period from={from} to={to} />
        {startedBy ? (
          <>
            {" · "}
            <bdi>{startedBy}</bdi>
          </>
        ) : null}
        {finishedAt ? (
          <>
            {" · "}
            <DateTime value={finishedAt} timeZone="UTC" />
          </>
        ) : null}
      </p>
      {status === "stopped" ? <p>{t("stopped", { left: total - done })}</p> : null}
      <ComputedLines computed={run} />
      {skipped > 0 ? <Skipped run={run} /> : null}
    </Alert>
  );
}

/** Why nothing at all was computed, where it is the same for every seller. */
function onlyReason({ written, unchanged, closed, skipped, skippedSellers }: PayoutRunDto) {
  const [first, ...others] = skippedSellers;
  if (!first || written + unchanged + closed > 0 || skipped > skippedSellers.length) return null;
  return others.every(({ why }) => why === first.why) ? first.why : null;
}

function Skipped({ run: { skipped, skippedSellers } }: { run: PayoutRunDto }) {
  const t = useTranslations("payouts.run");
  return (
    <details className="mt-1">
      <summary>{t("skipped", { count: skipped })}</summary>
      <ul className="max-h-60 overflow-y-auto">
        {skippedSellers.map(({ slug, name, why }) => (
          <li key={slug}>
            <Link href={`/admin/payouts?${new URLSearchParams({ seller: slug })}`} className="underline">
              <bdi>{name}</bdi>
            </Link>
            : {t(`why.${why}`)}
          </li>
        ))}
      </ul>
      {skipped > skippedSellers.length ? <p>{t("more", { count: skipped - skippedSellers.length })}</p> : null}
    </details>
  );
}
