import type { OpenMessage } from "@/lib/messages/open";
import type { Outcome } from "@/lib/messages/rules";
import type { Channel } from "@/lib/messages/templates";

/** Sends one message and says what it learned; never throws. Reports come back with the number of the attempt. */
export type Sender = { provider: string; send(message: OpenMessage, attempt: number): Promise<Outcome> };

export type Senders = Record<Channel, Sender>;

/** Longer than any provider takes, shorter than the time after which a message counts as abandoned. */
export const SEND_TIMEOUT_MS = 15_000;
