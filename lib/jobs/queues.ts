/** What runs by the clock. The owner creates the queues; the worker only uses them. */
export const SCHEDULES = {
  "invites-expire": "* * * * *",
  "invites-remind": "*/5 * * * *",
  "alerts-weekly": "*/5 * * * *",
  "sellers-void": "* * * * *",
  "visits-keep": "37 * * * *",
  "clean-up": "17 * * * *",
} as const;

export type QueueName = keyof typeof SCHEDULES;
export const QUEUE_NAMES = Object.keys(SCHEDULES) as QueueName[];

export const BOSS_SCHEMA = "pgboss";
