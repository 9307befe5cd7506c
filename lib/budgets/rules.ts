/** So many points within so many seconds, for each value that it counts. */
export type Budget = { readonly name: string; readonly points: number; readonly duration: number };

const HOUR = 3600;
const DAY = 86_400;

/** Everything that may be done only so often. */
export const BUDGETS = {
  // Codes asked for. A proof gives back what its codes took, but for text messages that were paid for.
  ip: { name: "ip", points: 60, duration: HOUR },
  /** One owner of a whole block must not use up what belongs to all. */
  network: { name: "network", points: 240, duration: HOUR },
  /** A contact from one network: narrower than `contact`, so that it takes many networks to lock its owner out. */
  contactHere: { name: "contactHere", points: 5, duration: HOUR / 2 },
  contactHereDay: { name: "contactHereDay", points: 15, duration: DAY },
  contact: { name: "contact", points: 25, duration: HOUR / 2 },
  contactDay: { name: "contactDay", points: 75, duration: DAY },
  /** Instead of these four: a contact in a browser that has proved it before. No stranger can spend it. */
  contactKnown: { name: "contactKnown", points: 10, duration: HOUR / 2 },
  /** No budget but a memory: which browsers have proved which contact. */
  knownBrowser: { name: "knownBrowser", points: 1, duration: 180 * DAY },
  /** Codes to one contact, proved or not: nobody's mailbox is a way to send without end. */
  sentDay: { name: "sentDay", points: 100, duration: DAY },
  /** Text messages per country calling code: toll fraud pumps one country, and can prove its numbers. */
  prefix: { name: "prefix", points: 2000, duration: HOUR },
  all: { name: "all", points: 10_000, duration: HOUR },
  /** Wrong codes for one contact. Afterwards each code has one try: guessing is slow, and its owner is not locked out. */
  guesses: { name: "guesses", points: 20, duration: DAY },
  // Invites; a proof gives nothing back. Budgets of their own, so that no seller uses up the codes of a country.
  /** To a contact, from one seller: it may know. At most half of the next one, so that nobody alone makes the others wait. */
  inviteHere: { name: "inviteHere", points: 6, duration: DAY },
  /** From all sellers together. Nobody is refused for it, for that would tell of the others: what is more waits for a later day. */
  inviteContact: { name: "inviteContact", points: 12, duration: DAY },
  /** Invites of members before a shop is open: nobody has looked at who asks. Of one shop, and of all that one user is opening. */
  inviteUnopened: { name: "inviteUnopened", points: 10, duration: 90 * DAY },
  inviteUnopenedUser: { name: "inviteUnopenedUser", points: 20, duration: 30 * DAY },
  inviteSeller: { name: "inviteSeller", points: 20_000, duration: DAY },
  /** Per country calling code: one seller's, then all sellers' together. */
  invitePrefixHere: { name: "invitePrefixHere", points: 10_000, duration: HOUR },
  invitePrefix: { name: "invitePrefix", points: 50_000, duration: HOUR },
  /** One person's requests to one seller, withdrawn ones too. */
  askSeller: { name: "askSeller", points: 10, duration: 7 * DAY },
  /** By one user, whatever sellers: a name of one's own choosing in many members' mailboxes is advertising. */
  askAll: { name: "askAll", points: 30, duration: DAY },
  /** Notices of requests to one seller's members: of one person's, then of all. */
  requestNotice: { name: "requestNotice", points: 1, duration: DAY },
  requestNotices: { name: "requestNotices", points: 20, duration: HOUR },
  /** Everything that goes out in a seller's name, each message once; what is more waits for the next day. */
  messagesSeller: { name: "messagesSeller", points: 50_000, duration: DAY },
  /** A new invite asked for: by one address, and e-mails about it to one seller's members. */
  askAgain: { name: "askAgain", points: 20, duration: HOUR },
  askAgainHere: { name: "askAgainHere", points: 20, duration: HOUR },
  /** Shops that one user begins to open, discarded ones too; and addresses that they try for them. */
  openShop: { name: "openShop", points: 15, duration: DAY },
  trySlug: { name: "trySlug", points: 300, duration: HOUR },
  /** Pictures that one seller uploads: each is work. */
  logo: { name: "logo", points: 60, duration: HOUR },
  logoBeforeOpening: { name: "logo-draft", points: 20, duration: HOUR },
  /** In all stores together. */
  logoUser: { name: "logo-user", points: 60, duration: HOUR },
  /** Audit events of one user's refused requests. */
  refusals: { name: "refusals", points: 60, duration: 60 },
} as const satisfies Record<string, Budget>;

/** One address counts for itself; in IPv6 the /64 that one household or office gets. */
export function addressBlock(ip: string): string {
  return ip.includes(":") ? ipv6Groups(ip, 4) : ip;
}

/** What one owner can easily have many addresses of: the /24, in IPv6 the /48. */
export function addressNetwork(ip: string): string {
  return ip.includes(":") ? ipv6Groups(ip, 3) : ip.split(".").slice(0, 3).join(".");
}

function ipv6Groups(ip: string, count: number): string {
  const [head = "", tail] = ip.split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return [...left, ...zeros, ...right]
    .slice(0, count)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
