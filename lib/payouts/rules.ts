import { dayIn } from "@/lib/days";

/** draft: computed, and computed again as often as one likes. approved: its figures stay. paid: the money is on its way. Browser-safe. */
export const PAYOUT_STATES = ["draft", "approved", "paid"] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

/** What a screen calls it: an approved payout that leaves nothing to pay is settled. */
export type PayoutLook = PayoutState | "settled";

export function payoutLook({ state, net }: { state: PayoutState; net: number }): PayoutLook {
  return state === "approved" && !isDue(net) ? "settled" : state;
}

/** Is there something to pay? A negative balance is carried over to the next payout. */
export function isDue(net: number): boolean {
  return net > 0;
}

/** The platform's share of an amount, both in minor units, in hundredths of a percent; each line is rounded by itself, halves up. */
export function commissionOf(amount: number, commissionBp: number): number {
  return Number((BigInt(amount) * BigInt(commissionBp) + 5_000n) / 10_000n);
}

type Refunded = { amount: number; refundedBefore: number; commissionBp: number };

/**
 * What a refund gives back of its order's commission: the difference between the shares of all that is refunded after and before it, so that
 * any refunds of a whole order give back exactly its commission.
 */
export function commissionBack({ amount, refundedBefore, commissionBp }: Refunded): number {
  return commissionOf(refundedBefore + amount, commissionBp) - commissionOf(refundedBefore, commissionBp);
}

export type LineKind = "order" | "refund" | "correction" | "carried";

type Source<Kind extends LineKind, Facts> = { kind: Kind; id: string; number: number; at: Date } & Facts;
/** What becomes a line. `number` is the order's, or that of the payout which is corrected or carried over. */
export type PayoutSource =
  | Source<"order", { amount: number; commissionBp: number }>
  | Source<"refund", Refunded>
  /** Signed. */
  | Source<"correction", { amount: number }>
  /** Negative. */
  | Source<"carried", { amount: number }>;

export type PayoutEntry = {
  kind: LineKind;
  sourceId: string;
  number: number;
  at: Date;
  commissionBp: number | null;
  /** Signed. */
  amount: number;
  commission: number;
};

export function entryOf(source: PayoutSource): PayoutEntry {
  const { kind, id: sourceId, number, at } = source;
  const base = { kind, sourceId, number, at, commissionBp: null, commission: 0 };
  switch (source.kind) {
    case "order": {
      const { amount, commissionBp } = source;
      return { ...base, commissionBp, amount, commission: commissionOf(amount, commissionBp) };
    }
    case "refund":
      // Minus zero is no amount.
      return {
        ...base,
        commissionBp: source.commissionBp,
        amount: -source.amount,
        commission: 0 - commissionBack(source),
      };
    default:
      return { ...base, amount: source.amount };
  }
}

export type PayoutSums = {
  orderCount: number;
  gross: number;
  /** Of the orders, less what refunds give back. */
  commission: number;
  refunds: number;
  corrections: number;
  carried: number;
  net: number;
};

export function sumsOf(entries: readonly PayoutEntry[]): PayoutSums {
  const amountOf = (kind: LineKind) =>
    total(entries.filter((entry) => entry.kind === kind).map(({ amount }) => amount));
  const gross = amountOf("order");
  const commission = total(entries.map((entry) => entry.commission));
  const refunds = 0 - amountOf("refund");
  const corrections = amountOf("correction");
  const carried = amountOf("carried");
  return {
    orderCount: entries.filter(({ kind }) => kind === "order").length,
    gross,
    commission,
    refunds,
    corrections,
    carried,
    net: total([gross, 0 - commission, 0 - refunds, corrections, carried]),
  };
}

function total(amounts: readonly number[]): number {
  const sum = amounts.reduce((all, amount) => all + amount, 0);
  if (!Number.isSafeInteger(sum)) throw new RangeError("A sum of money that cannot be told to the cent.");
  return sum;
}

/** In minor units: of a counter-entry. Hundreds of them and of orders still make a sum that can be told to the cent. */
export const MAX_CORRECTION = 10_000_000_000_000;

/** Only what is over is computed: nothing is delivered in it any more. */
export function isOver(lastDay: string, timeZone: string, now: Date): boolean {
  return lastDay < dayIn(timeZone, now);
}

/** The calendar month before the one of a day. */
export function monthBefore(day: string): { from: string; to: string } {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
  return { from: iso(Date.UTC(year, month - 2, 1)), to: iso(Date.UTC(year, month - 1, 0)) };
}

export type PayoutRow = PayoutSums & {
  id: string;
  number: number;
  /** Days of the seller's zone. */
  from: string;
  to: string;
  currency: string;
  state: PayoutState;
  reference: string | null;
  approvedAt: string | null;
  paidAt: string | null;
};

export type PayoutDetail = PayoutRow & { timeZone: string };

/** A counter-entry of a payout, and the payout that it is in by now. */
export type CorrectionRow = { id: string; amount: number; reason: string; at: string; inPayout: number | null };

export type PayoutLineDto = {
  position: number;
  kind: LineKind;
  number: number;
  at: string;
  commissionBp: number | null;
  amount: number;
  commission: number;
  net: number;
  /** Why it was refunded or corrected. */
  reason: string | null;
};

/** How many payouts of a seller. */
export type Computed = {
  /** New, or with other figures than before. */
  written: number;
  unchanged: number;
  /** Of this period, and not changed any more. */
  closed: number;
};

/** Why a seller got no payout: its period is not over where it is, or another payout has some of its days. */
export type SkipReason = "early" | "overlap";
/** In a run for all, it may also have failed, more than once. */
export type RunSkipReason = SkipReason | "unexpected";
type SkippedSeller = { slug: string; name: string; why: RunSkipReason };

/** The computing of a period for every seller, which the worker does. */
export type PayoutRunDto = Computed & {
  id: string;
  from: string;
  to: string;
  /** Stopped: whoever began it may not compute payouts any more. */
  status: "running" | "done" | "stopped";
  startedBy: string | null;
  createdAt: string;
  finishedAt: string | null;
  /** Sellers, and of how many it is known what became of them. */
  total: number;
  done: number;
  skipped: number;
  /** The first of those that were skipped. */
  skippedSellers: SkippedSeller[];
};
