/** What an event is about, as one narrows a list to it. Each topic is the noun of actions (a column of the table). Browser-safe. */
export const EVENT_GROUPS = {
  customers: ["customer", "shop"],
  invites: ["invite", "share_link"],
  clients: ["client", "import"],
  orders: ["order"],
  products: ["product", "price_list"],
  members: ["member", "alert"],
  payouts: ["payout"],
  store: ["seller", "message", "look"],
} as const satisfies Record<string, readonly string[]>;
export type EventGroup = keyof typeof EVENT_GROUPS;
export const EVENT_GROUP_NAMES = Object.keys(EVENT_GROUPS) as EventGroup[];

/** Operators see what belongs to no seller besides. */
export const PLATFORM_GROUPS = {
  ...EVENT_GROUPS,
  users: ["user", "contact"],
  signIn: ["session", "sign_in", "code"],
  platform: ["operator", "activity", "suppression"],
} as const satisfies Record<string, readonly string[]>;
export type PlatformGroup = keyof typeof PLATFORM_GROUPS;
export const PLATFORM_GROUP_NAMES = Object.keys(PLATFORM_GROUPS) as PlatformGroup[];

/** The topic of every refused attempt, whatever it was about. */
export const REFUSED = "refused";

export function isRefusal(action: string): boolean {
  return action.endsWith(`.${REFUSED}`);
}

/** Who did it, as the reader may know them. */
export type ActorLook = "member" | "formerMember" | "customer" | "operator" | "system" | "somebody";
export type Actor = {
  look: ActorLook;
  /** Null where nobody is named. */
  name: string | null;
  /** What a list is narrowed to by it: "member.ID", "customer.ID", "operators", "system". */
  who: string | null;
};

/** One of those whom a list of events can be narrowed to. */
export type WhoChoice = { who: string; name: string | null };

/** The choices, with those that were asked for besides. */
export function withChosen(actors: readonly WhoChoice[], chosen: readonly WhoChoice[]): WhoChoice[] {
  const fixed = ["operators", "system", ...actors.map(({ who }) => who)];
  return [...actors, ...chosen.filter(({ who }) => !fixed.includes(who))];
}

/** What the words of an event ask for; always all of them, so that one event lacks nothing that another needs. */
export type EventValues = {
  how: string;
  was: string;
  what: string;
  channel: string;
  kind: string;
  decision: string;
  number: string;
  reason: string;
  count: number;
};

/** What may be said of an event: the few things of its data that its words use, never the data itself. */
export function eventValues(data: unknown): EventValues {
  const all: Record<string, unknown> = typeof data === "object" && data !== null ? { ...data } : {};
  const word = (name: string) => (typeof all[name] === "string" ? all[name] : "other");
  const count = [all.rows, all.count, all.lines, all.done].find((value) => typeof value === "number");
  return {
    how: word("how"),
    was: word("was"),
    // A right read is told by its noun.
    what: onlyOne(all.changed) ?? word("what").replace(/\.read$/, ""),
    channel: word("channel"),
    kind: word("kind"),
    decision: word("decision"),
    number: typeof all.number === "number" ? String(all.number) : "",
    reason: typeof all.reason === "string" ? all.reason : "",
    count: count ?? 0,
  };
}

/** The one field that changed; several are "details". */
function onlyOne(changed: unknown): string | null {
  if (!Array.isArray(changed)) return null;
  const [first, ...rest]: unknown[] = changed;
  return typeof first === "string" && rest.length === 0 ? first : null;
}

type Say = { (key: string, values: EventValues): string; has: (key: string) => boolean };

/** The one sentence of an event, in the words of `audit.events`; an action without words says its own name. */
export function sayEvent(t: Say, { action, values }: { action: string; values: EventValues }): string {
  return t.has(action) ? t(action, values) : action;
}
