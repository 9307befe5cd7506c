import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { workOnAlerts } from "@/lib/alerts/telling/commands";
import { sendWeeklySummaries } from "@/lib/alerts/weekly/commands";
import { workOnApprovals } from "@/lib/clients/opening/commands";
import { workOnImport } from "@/lib/imports/work/commands";
import { expireInvites, remindInvites } from "@/lib/invites/reminders/commands";
import { cleanUp } from "@/lib/jobs/clean-up";
import type { QueueName } from "@/lib/jobs/queues";
import { workOnPayoutRun } from "@/lib/payouts/running/commands";
import { voidTerminated } from "@/lib/sellers/termination/commands";
import { keepVisits } from "@/lib/visits/keeping/commands";

/** What each queue of the clock does. */
export const TASKS: Record<QueueName, (scope: SystemScope) => Promise<unknown>> = {
  "invites-expire": expireInvites,
  "invites-remind": (scope) => remindInvites(scope),
  "alerts-weekly": (scope) => sendWeeklySummaries(scope),
  "sellers-void": voidTerminated,
  "visits-keep": (scope) => keepVisits(scope),
  "clean-up": cleanUp,
};

/** Work that is a row, a turn at a time; true while there may be more. */
export const TURNS: Record<string, (scope: SystemScope) => Promise<boolean>> = {
  imports: workOnImport,
  alerts: (scope) => workOnAlerts(scope),
  "client lists of sellers that open": workOnApprovals,
  "payouts of all sellers": workOnPayoutRun,
};
