import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DateTime } from "@/components/date-time";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { OperatorScope } from "@/lib/access/scope";
import { getPlatformHealth } from "@/lib/platform/queries";
import type { PlatformHealth as Health, ProviderHealth, QueueHealth } from "@/lib/platform/rules";
import { TableCard } from "./table-card";

/** A message that is due goes out within seconds; after a minute something is wrong. */
const LATE_MS = 60_000;

/** Database, worker, outbox, jobs and providers. */
export async function PlatformHealth({ scope }: { scope: OperatorScope }) {
  const [t, health] = await Promise.all([getTranslations("platform"), getPlatformHealth(scope)]);
  return (
    <section aria-label={t("health")} className="grid gap-6 xl:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-6">
        <Machinery health={health} now={new Date()} />
        <Providers providers={health.providers} />
      </div>
      <Queues queues={health.queues} />
    </section>
  );
}

async function Machinery({ health, now }: { health: Health; now: Date }) {
  const t = await getTranslations("platform");
  const { databaseMs, workerAlive, workerSeenAt, outbox } = health;
  const late = outbox.oldestAt !== null && now.getTime() - outbox.oldestAt.getTime() > LATE_MS;
  const seen = workerSeenAt ? <DateTime value={workerSeenAt} timeZone="UTC" /> : t("never");
  return (
    <Card>
      <CardHeader title={t("health")} description={t("healthHint")} />
      <ul className="divide-y divide-border text-sm">
        <Part name={t("database")} tone="success" state={t("databaseOk", { count: databaseMs })} />
        <Part
          name={t("worker")}
          tone={workerAlive ? "success" : "danger"}
          state={workerAlive ? t("workerOk") : t("workerGone")}
        >
          {workerAlive ? null : (
            <>
              {t("workerSeen")} {seen}
            </>
          )}
        </Part>
        <Part
          name={t("outbox")}
          tone={late ? "danger" : "success"}
          state={t("outboxOk", { count: outbox.waiting })}
          concern={outbox.parked > 0 ? t("parked", { count: outbox.parked }) : null}
        >
          {outbox.oldestAt ? (
            <span className="block">
              {t("oldest")} <DateTime value={outbox.oldestAt} timeZone="UTC" />
            </span>
          ) : null}
        </Part>
      </ul>
    </Card>
  );
}

interface PartProps {
  name: string;
  tone: Tone;
  state: string;
  /** What is not well besides. */
  concern?: string | null;
  children?: ReactNode;
}

function Part({ name, tone, state, concern, children }: PartProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 px-4 py-2">
      <span>
        {name}
        {children ? <span className="block text-muted-foreground text-xs">{children}</span> : null}
      </span>
      <span className="flex flex-wrap gap-1.5">
        {concern ? <Badge tone="warning">{concern}</Badge> : null}
        <Badge tone={tone}>{state}</Badge>
      </span>
    </li>
  );
}

async function Queues({ queues }: { queues: QueueHealth[] | null }) {
  const t = await getTranslations("platform");
  return (
    <TableCard title={t("queues")} empty={queues ? null : t("noQueues")}>
      <Table label={t("queues")}>
        <TableHead>
          <TableHeaderCell>{t("queue")}</TableHeaderCell>
          <TableHeaderCell numeric>{t("waiting")}</TableHeaderCell>
          <TableHeaderCell numeric>{t("failed")}</TableHeaderCell>
          <TableHeaderCell>{t("done")}</TableHeaderCell>
        </TableHead>
        <TableBody>
          {(queues ?? []).map(({ name, waiting, failed, doneAt }) => (
            <TableRow key={name}>
              <TableCell>{t(`names.${name}`)}</TableCell>
              <TableCell numeric>{waiting}</TableCell>
              <TableCell numeric>{failed}</TableCell>
              <TableCell className="text-muted-foreground">
                <Moment at={doneAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}

async function Providers({ providers }: { providers: ProviderHealth[] }) {
  const [t, tCodes] = await Promise.all([getTranslations("platform"), getTranslations("delivery.codes")]);
  return (
    <TableCard title={t("providers")} empty={providers.length === 0 ? t("noProviders") : null}>
      <Table label={t("providers")}>
        <TableHead>
          <TableHeaderCell>{t("provider")}</TableHeaderCell>
          <TableHeaderCell>{t("took")}</TableHeaderCell>
          <TableHeaderCell>{t("refused")}</TableHeaderCell>
        </TableHead>
        <TableBody>
          {providers.map(({ provider, tookAt, failedAt, error }) => (
            <TableRow key={provider}>
              <TableCell className="font-medium capitalize">{provider === "inbox" ? t("inbox") : provider}</TableCell>
              <TableCell className="text-muted-foreground">
                <Moment at={tookAt} />
              </TableCell>
              <TableCell className="text-muted-foreground">
                <Moment at={failedAt} />
                {failedAt && error ? (
                  <span className="block text-xs">{tCodes.has(error) ? tCodes(error) : error}</span>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}

async function Moment({ at }: { at: Date | null }) {
  const t = await getTranslations("platform");
  return at ? <DateTime value={at} timeZone="UTC" className="whitespace-nowrap" /> : t("never");
}
