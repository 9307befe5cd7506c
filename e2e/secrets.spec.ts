import { readFileSync } from "node:fs";
import pg from "pg";
import { unsealContact } from "@/lib/contacts/sealing";
import { openMessage } from "@/lib/messages/open";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { expect, test } from "./support/test";

// Runs after all other tests: what they left in the database and in the logs.

type Column = { schema: string; table: string; name: string; bytes: boolean };

/** All text and all bytes of all tables, as one long text; numbers and times can hold no contact. */
async function dump(): Promise<string> {
  const owner = await connectOwner();
  const { rows: columns } = await owner.query<Column>(
    `SELECT n.nspname AS schema, c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) = 'bytea' AS bytes
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'
        AND format_type(a.atttypid, NULL) IN ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'text[]', 'inet')`,
  );
  const parts: string[] = [];
  for (const { schema, table, name, bytes } of columns) {
    const from = `FROM ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
    const column = pg.escapeIdentifier(name);
    // Bytes also as the letters that they may spell.
    const value = bytes ? `encode(${column}, 'escape')` : `${column}::text`;
    const { rows } = await owner.query<{ all: string | null }>(`SELECT string_agg(${value}, E'\\n') AS all ${from}`);
    if (rows[0]?.all) parts.push(`-- ${schema}.${table}.${name}`, rows[0].all);
  }
  await owner.end();
  return parts.join("\n");
}

/** Every contact that anybody has here, opened with the key that only the application has. */
async function contacts(): Promise<Set<string>> {
  const found = new Set<string>();
  const kind = (text: string | null) => (text === "phone" ? "phone" : "email");
  const db = systemDb();
  for (const row of await db.contact.findMany())
    found.add(unsealContact("contacts.value", row.id, kind(row.kind), row.value).value);
  for (const row of await db.invite.findMany())
    found.add(
      unsealContact("invites.contact_value", `${row.sellerId}:${row.id}`, kind(row.contactKind), row.contactValue)
        .value,
    );
  for (const row of await db.member.findMany())
    found.add(unsealContact("members.email", `${row.sellerId}:${row.id}`, "email", row.email).value);
  return found;
}

/** Codes and links of every message that was sent. */
async function secretsOfMessages(): Promise<{ codes: Set<string>; tokens: Set<string> }> {
  const codes = new Set<string>();
  const tokens = new Set<string>();
  for (const row of await systemDb().message.findMany({ where: { template: { not: "access-approved" } } })) {
    const { worded } = openMessage(row);
    if ("code" in worded) codes.add(worded.code);
    const token = "link" in worded ? /\/invite\/[^/]+\/([\w-]+)/.exec(worded.link)?.[1] : undefined;
    if (token) tokens.add(token);
  }
  return { codes, tokens };
}

test("a dump of the database and everything that was logged contain no phone number, e-mail address, code or token in clear", async () => {
  const values = await contacts();
  const { codes, tokens } = await secretsOfMessages();
  expect(values.size).toBeGreaterThan(200);
  expect(codes.size).toBeGreaterThan(5);
  expect(tokens.size).toBeGreaterThan(0);
  const places = { database: await dump(), log: process.env.E2E_LOG ? readFileSync(process.env.E2E_LOG, "utf8") : "" };
  if (process.env.E2E_LOG) expect(places.log).not.toBe("");
  // The dump is one: what is no secret stands in it.
  for (const plain of ["Harbor Foods", "Omar Haddad", "sign-in-code"]) expect(places.database).toContain(plain);
  for (const [place, text] of Object.entries(places)) {
    const lower = text.toLowerCase();
    const clear = [...values].filter((value) => lower.includes(value) || lower.includes(value.replace(/^\+/, "")));
    expect(clear, place).toEqual([]);
    expect(
      [...tokens].filter((token) => text.includes(token)),
      place,
    ).toEqual([]);
    // Six digits stand in many a number: a code is one that stands alone.
    expect(
      [...codes].filter((code) => new RegExp(`(?<![\\w.:-])${code}(?![\\w.:-])`).test(text)),
      place,
    ).toEqual([]);
    // The demo's and the tests' way of writing them.
    expect(text.match(/[\w.+-]+@example\.com|\+?1[ (-]*202[ )-]*555[ -]*01\d\d/gi) ?? [], place).toEqual([]);
    expect(text.match(/eyJ[\w-]{20,}\.[\w-]*\.[\w-]+/g) ?? [], place).toEqual([]);
  }
});
