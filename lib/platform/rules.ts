/** How many days the platform's charts show, today included. */
export const PLATFORM_DAYS = 30;

export const PLATFORM_COUNTS = ["signUps", "orders", "messages", "refusals"] as const;
export type PlatformDay = { day: string } & Record<(typeof PLATFORM_COUNTS)[number], number>;

export type QueueHealth = {
  name: string;
  /** Waiting or being done, and given up on; what is long done is deleted. */
  waiting: number;
  failed: number;
  doneAt: Date | null;
};
export type ProviderHealth = {
  provider: string;
  tookAt: Date | null;
  failedAt: Date | null;
  /** The code of the last failure. */
  error: string | null;
};
export type PlatformHealth = {
  databaseMs: number;
  /** Null: no worker was ever seen. */
  workerSeenAt: Date | null;
  workerAlive: boolean;
  outbox: { waiting: number; parked: number; oldestAt: Date | null };
  /** Null: they are not set up. */
  queues: QueueHealth[] | null;
  providers: ProviderHealth[];
};
