import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { recordAuditEvents } from "@/lib/audit/record";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { ensurePeople } from "@/lib/invites/people/commands";
import {
  type AdoptedSeller,
  type Defaults,
  freeSlug,
  sameBusiness,
  sellerOfRow,
  type Values,
} from "@/lib/suppliers/rules";

export type SupplierRow = { key: string; checksum: string; values: Values };
/** `changed`: adopted before, and not the same since. */
export type Outcome = { key: string; outcome: "adopted" | "duplicate" | "known" | "changed"; problems: string[] };

/** What earlier batches of one run have made, or would have. */
export type Adopted = { businesses: Map<string, string>; slugs: Set<string> };

type Candidate = { row: SupplierRow; id: string; seller: AdoptedSeller };
type Batch = { rows: readonly SupplierRow[]; defaults: Defaults; dryRun: boolean; adopted: Adopted };

/**
 * Makes a draft of each row that was not adopted yet, with the person of its e-mail as its first admin, all or none of them. A row of a
 * business that is here already is linked to it. `dryRun`: says the same and writes nothing.
 */
export async function adoptSuppliers(scope: SystemScope, batch: Batch): Promise<Outcome[]> {
  return await scope.tx(async (db) => {
    await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('adopt suppliers', 6))`;
    const known = await findKnown(db, batch.rows);
    const links = await linkRows(db, batch, known);
    const drafts = links.filter(({ outcome }) => outcome === "adopted").map(({ candidate }) => candidate);
    await chooseSlugs(db, drafts, batch.adopted.slugs);
    if (!batch.dryRun) {
      await createDrafts(db, scope, drafts);
      await remember(db, links);
    }
    const made = links.map(({ candidate: { row, seller }, outcome }) => ({
      key: row.key,
      outcome,
      problems: seller.problems,
    }));
    return [...known, ...made];
  });
}

async function findKnown(db: Db, rows: readonly SupplierRow[]): Promise<Outcome[]> {
  const before = await db.adoptedSupplier.findMany({
    where: { sourceKey: { in: rows.map(({ key }) => key) } },
    select: { sourceKey: true, checksum: true },
  });
  const checksums = new Map(before.map(({ sourceKey, checksum }) => [sourceKey, checksum]));
  return rows.flatMap(({ key, checksum }): Outcome[] => {
    const was = checksums.get(key);
    return was === undefined ? [] : [{ key, outcome: was === checksum ? "known" : "changed", problems: [] }];
  });
}

type Link = { candidate: Candidate; became: string; outcome: "adopted" | "duplicate" };

async function linkRows(db: Db, { rows, defaults, adopted }: Batch, known: readonly Outcome[]): Promise<Link[]> {
  const skip = new Set(known.map(({ key }) => key));
  const candidates = rows
    .filter(({ key }) => !skip.has(key))
    .map((row) => ({ row, id: newId(), seller: sellerOfRow(row.key, row.values, defaults) }));
  const { businesses } = adopted;
  for (const [key, id] of await findBusinesses(db, candidates)) businesses.set(key, id);
  return candidates.map((candidate) => {
    const keys = businessKeys(candidate.seller);
    const same = keys.map((key) => businesses.get(key)).find(Boolean);
    const became = same ?? candidate.id;
    for (const key of keys) if (!businesses.has(key)) businesses.set(key, became);
    return { candidate, became, outcome: same ? "duplicate" : "adopted" };
  });
}

async function remember(db: Db, links: readonly Link[]): Promise<void> {
  await db.adoptedSupplier.createMany({
    data: links.map(({ candidate: { row, seller }, became, outcome }) => ({
      sourceKey: row.key,
      checksum: row.checksum,
      outcome,
      became,
      problems: seller.problems,
    })),
  });
}

/** A business is known by its registration number, or by its name and somebody's e-mail together. */
function businessKeys({ registrationNumber, email, name }: AdoptedSeller): string[] {
  const number = sameBusiness(registrationNumber ?? "");
  return [...(number ? [`number ${number}`] : []), ...(email ? [`${name.toLowerCase()} ${contactKey(email)}`] : [])];
}

async function findBusinesses(db: Db, candidates: readonly Candidate[]): Promise<Map<string, string>> {
  const numbers = candidates.map(({ seller }) => sameBusiness(seller.registrationNumber ?? "")).filter(Boolean);
  const byNumber = await db.$queryRaw<{ id: string; number: string }[]>`
    SELECT DISTINCT ON (number) id, number FROM (
      SELECT id, regexp_replace(lower(registration_number), '[^[:alnum:]]', '', 'g') AS number FROM sellers
      WHERE registration_number IS NOT NULL AND status <> 'terminated'
    ) numbered WHERE number = ANY (${numbers}::text[]) ORDER BY number, id`;
  const found = new Map(byNumber.map(({ id, number }) => [`number ${number}`, id]));
  const lookups = new Map<string, Contact>();
  for (const { seller } of candidates) {
    if (!seller.email) continue;
    for (const lookup of contactLookups(seller.email)) lookups.set(Buffer.from(lookup).toString("hex"), seller.email);
  }
  const members = await db.member.findMany({
    where: {
      emailLookup: { in: [...lookups.keys()].map((hex) => new Uint8Array(Buffer.from(hex, "hex"))) },
      seller: { status: { not: "terminated" } },
    },
    select: { sellerId: true, emailLookup: true, seller: { select: { name: true } } },
  });
  for (const { sellerId, emailLookup, seller } of members) {
    const email = lookups.get(Buffer.from(emailLookup).toString("hex"));
    if (email) found.set(`${seller.name.toLowerCase()} ${contactKey(email)}`, sellerId);
  }
  return found;
}

async function createDrafts(db: Db, scope: SystemScope, drafts: readonly Candidate[]): Promise<void> {
  if (drafts.length === 0) return;
  const people = drafts.flatMap(({ id, seller }) => (seller.email ? [{ id, email: seller.email }] : []));
  const users = await ensurePeople(
    db,
    "en",
    people.map(({ email }) => ({ contacts: [email] })),
  );
  const userOf = new Map(people.map(({ id }, n) => [id, users[n]?.[0]]));
  await db.seller.createMany({
    data: drafts.map(({ id, seller: { email: _, problems: __, ...seller } }) => ({
      ...seller,
      id,
      status: "draft",
      discoverable: false,
      createdBy: userOf.get(id) ?? null,
    })),
  });
  await db.member.createMany({
    data: people.map(({ id: sellerId, email }) => memberOf(sellerId, userOf.get(sellerId) ?? "", email)),
  });
  await recordAuditEvents(
    db,
    scope,
    drafts.map(({ id }) => ({ action: "seller.adopted", targetKind: "seller", targetId: id, sellerId: id })),
  );
}

function memberOf(sellerId: string, userId: string, email: Contact) {
  const id = newId();
  const [emailLookup] = contactLookups(email);
  return {
    sellerId,
    id,
    userId,
    email: sealContact("members.email", `${sellerId}:${id}`, email),
    emailLookup,
    role: "admin",
  };
}

/** Whoever comes later gets a number behind it. */
async function chooseSlugs(db: Db, drafts: readonly Candidate[], taken: Set<string>): Promise<void> {
  const bases = [...new Set(drafts.map(({ seller }) => `${seller.slug.slice(0, 40)}%`))];
  const rows = await db.$queryRaw<{ slug: string }[]>`SELECT slug FROM sellers WHERE slug LIKE ANY (${bases}::text[])`;
  for (const { slug } of rows) taken.add(slug);
  for (const { seller } of drafts) {
    const free = freeSlug(seller.slug, taken);
    if (free !== seller.slug) seller.problems.push("slug_taken");
    seller.slug = free;
  }
}
