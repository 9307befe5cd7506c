import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { expireInvites } from "@/lib/invites/commands";
import { cleanUp } from "@/lib/jobs/clean-up";
import type { QueueName } from "@/lib/jobs/queues";

/** What each queue of the clock does. */
export const TASKS: Record<QueueName, (scope: SystemScope) => Promise<unknown>> = {
  "invites-expire": expireInvites,
  "clean-up": cleanUp,
};
