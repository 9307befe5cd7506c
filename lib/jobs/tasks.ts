import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { expireInvites, remindInvites } from "@/lib/invites/reminders/commands";
import { cleanUp } from "@/lib/jobs/clean-up";
import type { QueueName } from "@/lib/jobs/queues";
import { voidTerminated } from "@/lib/sellers/termination/commands";

/** What each queue of the clock does. */
export const TASKS: Record<QueueName, (scope: SystemScope) => Promise<unknown>> = {
  "invites-expire": expireInvites,
  "invites-remind": (scope) => remindInvites(scope),
  "sellers-void": voidTerminated,
  "clean-up": cleanUp,
};
