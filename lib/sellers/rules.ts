import type { OperatorRight } from "@/lib/access/permissions";
import { asciiDigits } from "@/lib/digits";
import { oneLine } from "@/lib/text";

export const SELLER_STATUSES = ["draft", "pending", "open", "suspended", "terminated"] as const;
export type SellerStatus = (typeof SELLER_STATUSES)[number];

/** Nobody of the platform has looked at it yet, or it was sent back. */
export const UNOPENED = ["draft", "pending"] as const satisfies readonly SellerStatus[];

export function isUnopened({ status }: { status: string }): boolean {
  return UNOPENED.some((unopened) => unopened === status);
}

/** The part of an address that names a seller: lower-case letters, digits and inner hyphens, 3 to 48 characters. */
export function isSlug(value: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,46}[a-z0-9]$/.test(value);
}

/** What a store writes its customers in. */
export type Languages = { languages: readonly string[]; defaultLocale: string };
export const LANGUAGES = { languages: true, defaultLocale: true } as const;

/** In which language a store writes to a customer: their own where it speaks it, else its default. */
export function localeFor({ languages, defaultLocale }: Languages, own: string | null | undefined): string {
  return own && languages.includes(own) ? own : defaultLocale;
}

/** What an operator decides about a seller: each leads from one status to one other. */
const DECISIONS = {
  approve: { from: "pending", to: "open" },
  sendBack: { from: "pending", to: "draft" },
  suspend: { from: "open", to: "suspended" },
  reopen: { from: "suspended", to: "open" },
} as const satisfies Record<string, { from: SellerStatus; to: SellerStatus }>;

export type SellerDecision = keyof typeof DECISIONS;
export const SELLER_DECISIONS = Object.keys(DECISIONS) as [SellerDecision, ...SellerDecision[]];

export function decisionSteps(decision: SellerDecision): { from: SellerStatus; to: SellerStatus } {
  return DECISIONS[decision];
}

/** What can be decided about a seller in this status. */
export function decisionsFor(status: SellerStatus): SellerDecision[] {
  return SELLER_DECISIONS.filter((decision) => DECISIONS[decision].from === status);
}

/** Whoever is shut out or kept waiting is told why. */
export function needsReason(decision: SellerDecision): boolean {
  return decision === "sendBack" || decision === "suspend";
}

/** What is decided about many at once; the rest is each seller's own story. */
export const BULK_DECISIONS = ["approve", "suspend"] as const satisfies SellerDecision[];
export type BulkDecision = (typeof BULK_DECISIONS)[number];
/** As many as a page of the list shows. */
export const SELLER_BULK = 100;
/** What one decision about several sellers came to, each by itself. `decided`: its status did not allow it, or not any more. */
export type SellerOutcome = { id: string; outcome: "done" | "decided" | "gone" };

/** What members are told that operators decided about their store. */
export const TOLD_DECISIONS = [...SELLER_DECISIONS, "terminate"] as const;
export type ToldDecision = (typeof TOLD_DECISIONS)[number];

/** Terminating cannot be undone: the seller's name is typed, as it reads. */
export function isNameOf(typed: string, name: string): boolean {
  const plain = (text: string) => oneLine(text.normalize("NFC"));
  return plain(typed) !== "" && plain(typed) === plain(name);
}

/** A commission as one types it, with a point or a comma, in hundredths of a percent; null for what is none. */
export function parseCommission(text: string): number | null {
  const [, whole = "", hundredths = ""] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(asciiDigits(text).trim()) ?? [];
  if (whole === "") return null;
  const bp = Number(whole) * 100 + Number(hundredths.padEnd(2, "0"));
  return bp <= 10_000 ? bp : null;
}

/** The same as a field shows it. */
export function commissionText(bp: number): string {
  return String(bp / 100);
}

export const MAX_DAILY_INVITES = 1_000_000;

/** The parts of a seller that operators look at, one at a time. */
export const SELLER_PARTS = ["overview", "members", "customers", "requests", "orders", "activity"] as const;
export type SellerPart = (typeof SELLER_PARTS)[number];

/** Who of the operators may see it: finance sees what it is about, money, and support whom it is about, people. */
export const PART_RIGHTS = {
  overview: "sellers.read",
  members: "members.write",
  customers: "users.read",
  requests: "users.read",
  orders: "sellers.read",
  activity: "audit.read",
} as const satisfies Record<SellerPart, OperatorRight>;
