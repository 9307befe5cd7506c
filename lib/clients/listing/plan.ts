import type { ClientStatus } from "@/lib/clients/rules";
import { type Contact, contactKey } from "@/lib/contacts/rules";

/** What a row says; an empty field leaves what an entry already has. */
export type ListedRow = {
  phone: Contact | null;
  email: Contact | null;
  name: string | null;
  company: string | null;
  priceListId: string | null;
};

/** `otherEntry`: its number and its e-mail belong to two entries. `revoked`: the entry was revoked, and the file does not restore it. */
type ListingRefusal = "duplicate" | "otherEntry" | "revoked";
export type ListingOutcome =
  | { outcome: "added" | "updated" | "restored" | "unchanged"; clientId: string }
  | { outcome: "refused"; reason: ListingRefusal };

export type KnownEntry = ListedRow & { id: string; status: ClientStatus; listedAt: Date };

export type Plan = {
  outcomes: ListingOutcome[];
  add: { id: string; row: ListedRow }[];
  /** `row` is what the entry is to be. */
  change: { before: KnownEntry; row: ListedRow; restore: boolean }[];
};

type Options = { restore: boolean; newId: () => string };

/** Which rows are new, which change an entry, and which cannot be taken; pure, so that it can be tried on anything. */
export function planListing(rows: readonly ListedRow[], known: readonly KnownEntry[], options: Options): Plan {
  const owners = new Map(known.flatMap((entry) => keysOf(entry).map((key) => [key, entry] as const)));
  // By contacts of rows and by entries: of two rows about the same nobody knows which is right.
  const taken = new Set<string>();
  const plan: Plan = { outcomes: [], add: [], change: [] };
  for (const row of rows) plan.outcomes.push(planRow(row));
  return plan;

  function planRow(row: ListedRow): ListingOutcome {
    const keys = keysOf(row);
    const [entry, other] = new Set(keys.flatMap((key) => owners.get(key) ?? []));
    const marks = entry ? [...keys, entry.id] : keys;
    if (marks.some((mark) => taken.has(mark))) return { outcome: "refused", reason: "duplicate" };
    if (other) return { outcome: "refused", reason: "otherEntry" };
    for (const mark of marks) taken.add(mark);
    return entry ? planChange(plan, entry, row, options.restore) : planAdd(plan, row, options.newId());
  }
}

function planAdd(plan: Plan, row: ListedRow, id: string): ListingOutcome {
  plan.add.push({ id, row });
  return { outcome: "added", clientId: id };
}

function planChange(plan: Plan, before: KnownEntry, row: ListedRow, mayRestore: boolean): ListingOutcome {
  const restore = before.status === "revoked";
  if (restore && !mayRestore) return { outcome: "refused", reason: "revoked" };
  const merged: ListedRow = {
    phone: row.phone ?? before.phone,
    email: row.email ?? before.email,
    name: row.name ?? before.name,
    company: row.company ?? before.company,
    priceListId: row.priceListId ?? before.priceListId,
  };
  if (!restore && sameRow(before, merged)) return { outcome: "unchanged", clientId: before.id };
  plan.change.push({ before, row: merged, restore });
  return { outcome: restore ? "restored" : "updated", clientId: before.id };
}

function keysOf({ phone, email }: Pick<ListedRow, "phone" | "email">): string[] {
  return [phone, email].flatMap((contact) => (contact ? [contactKey(contact)] : []));
}

function sameRow(a: ListedRow, b: ListedRow): boolean {
  return sameContacts(a, b) && a.name === b.name && a.company === b.company && a.priceListId === b.priceListId;
}

export function sameContacts(a: Pick<ListedRow, "phone" | "email">, b: Pick<ListedRow, "phone" | "email">): boolean {
  return a.phone?.value === b.phone?.value && a.email?.value === b.email?.value;
}
