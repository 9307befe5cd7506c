import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import type { ContactKind } from "@/lib/contacts/rules";
import { type ContactField, contactLookups, sealContact, unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/generated/prisma/client";
import { rotateImports } from "@/lib/imports/rotation/commands";
import { rotateOpenings } from "@/lib/onboarding/rotation/commands";
import { currentKeyId, keyIds, SealError, seal, unseal } from "@/lib/sealed";

/** Where contacts lie. The names are ours, so they can stand in the text of a statement. */
type Source = {
  table: string;
  field: ContactField;
  value: string;
  lookup: string;
  /** SQL for phone or email. */
  kind: string;
  /** Of a seller's rows the values are bound to `seller:id`. */
  seller: boolean;
  payload?: boolean;
  keyId?: boolean;
};

/** The two contacts of an entry of the client list; a row may lack either. */
function clients(kind: ContactKind): Source {
  const value = `${kind}_value` as const;
  return {
    table: "clients",
    field: `clients.${value}`,
    value,
    lookup: `${kind}_lookup`,
    kind: `'${kind}'`,
    seller: true,
  };
}

const SOURCES: readonly Source[] = [
  {
    table: "contacts",
    field: "contacts.value",
    value: "value",
    lookup: "lookup",
    kind: "kind",
    seller: false,
    keyId: true,
  },
  clients("phone"),
  clients("email"),
  {
    table: "customers",
    field: "customers.contact_value",
    value: "contact_value",
    lookup: "contact_lookup",
    kind: "contact_kind",
    seller: true,
  },
  {
    table: "invites",
    field: "invites.contact_value",
    value: "contact_value",
    lookup: "contact_lookup",
    kind: "contact_kind",
    seller: true,
  },
  { table: "members", field: "members.email", value: "email", lookup: "email_lookup", kind: "'email'", seller: true },
  {
    table: "messages",
    field: "messages.to_value",
    value: "to_value",
    lookup: "to_lookup",
    kind: "CASE channel WHEN 'sms' THEN 'phone' ELSE 'email' END",
    seller: true,
    payload: true,
  },
  { table: "suppressions", field: "suppressions.value", value: "value", lookup: "lookup", kind: "kind", seller: false },
];

type SealedRow = { seller: string; id: string; kind: ContactKind; value: Uint8Array; payload: Uint8Array | null };
export type Rotation = { table: string; rotated: number; unreadable: number };

/**
 * Seals everything that is not under the current key anew, and its look-ups with it, while the system serves: a few
 * locked rows at a time, rows that somebody else holds are left for the next round. Can be stopped and started again.
 */
export async function rotateKeys(scope: SystemScope, onBatch: (progress: Rotation) => void): Promise<Rotation[]> {
  const results: Rotation[] = [];
  for (const source of SOURCES) {
    let rotated = 0;
    for (let changed = -1; changed !== 0; ) {
      changed = await rotateOnce(scope, source, (batch) => {
        rotated += batch;
        onBatch({ table: source.table, rotated, unreadable: 0 });
      });
    }
    results.push({ table: source.table, rotated, unreadable: await countLeft(scope, source) });
  }
  return [...results, ...(await rotateImports(scope, onBatch)), await rotateOpenings(scope, onBatch)];
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

const BATCH = 500;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** One walk through a table in the order of its key. */
async function rotateOnce(scope: SystemScope, source: Source, onBatch: (count: number) => void): Promise<number> {
  let after = { seller: FIRST, id: FIRST };
  let total = 0;
  for (;;) {
    const { last, changed } = await scope.tx((db) => rotateBatch(db, source, after));
    total += changed;
    if (changed > 0) onBatch(changed);
    if (!last) return total;
    after = last;
  }
}

async function rotateBatch(db: Db, source: Source, after: { seller: string; id: string }) {
  const { table, value, kind, seller, payload } = names(source);
  const old = keyIds()
    .slice(1)
    .map((id) => hex(Buffer.from(id)));
  const rows = await db.$queryRaw<SealedRow[]>`
    SELECT ${seller} AS seller, id, ${kind} AS kind, ${value} AS value, ${payload} AS payload FROM ${table}
    WHERE (${seller}, id) > (${after.seller}::uuid, ${after.id}::uuid)
      AND encode(substring(${value} FROM 3 FOR get_byte(${value}, 1)), 'hex') = ANY (string_to_array(${old.join()}, ','))
    ORDER BY ${seller}, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
  const sealed = rows.flatMap((row) => sealAnew(source, row) ?? []);
  if (sealed.length > 0) await writeBatch(db, source, sealed);
  return { last: rows.length === BATCH ? rows.at(-1) : undefined, changed: sealed.length };
}

/** Null for a row that does not open: it is counted at the end, and stays as it is. */
function sealAnew({ field, seller, payload }: Source, row: SealedRow) {
  const place = seller ? `${row.seller}:${row.id}` : row.id;
  try {
    const contact = unsealContact(field, place, row.kind, row.value);
    const inside = { field: "messages.payload", row: place };
    return {
      seller: row.seller,
      id: row.id,
      value: hex(sealContact(field, place, contact)),
      lookup: hex(contactLookups(contact)[0]),
      payload: payload && row.payload ? hex(seal(inside, unseal(inside, row.payload))) : null,
    };
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

async function writeBatch(db: Db, source: Source, rows: object[]): Promise<void> {
  const { table, value, lookup, seller } = names(source);
  const more = source.payload
    ? Prisma.sql`, payload = decode(r.payload, 'hex')`
    : source.keyId
      ? Prisma.sql`, lookup_key_id = ${currentKeyId()}`
      : Prisma.empty;
  await db.$executeRaw`
    UPDATE ${table} t SET ${value} = decode(r.value, 'hex'), ${lookup} = decode(r.lookup, 'hex')${more}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(seller uuid, id uuid, value text, lookup text, payload text)
    WHERE t.${seller} = r.seller AND t.id = r.id`;
}

/** What is still not under the current key: its key is missing from the ring, or the value was tampered with. */
async function countLeft(scope: SystemScope, source: Source): Promise<number> {
  const { table, value } = names(source);
  const [row] = await scope.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${table}
    WHERE encode(substring(${value} FROM 3 FOR get_byte(${value}, 1)), 'hex') <> ${hex(Buffer.from(currentKeyId()))}`;
  return row?.count ?? 0;
}

function names({ table, value, lookup, kind, seller, payload }: Source) {
  const raw = Prisma.raw;
  return {
    table: raw(table),
    value: raw(value),
    lookup: raw(lookup),
    kind: raw(kind),
    seller: raw(seller ? "seller_id" : "id"),
    payload: raw(payload ? "payload" : "NULL::bytea"),
  };
}
