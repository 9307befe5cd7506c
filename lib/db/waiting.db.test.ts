import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { newId } from "@/lib/db/ids";
import { env } from "@/lib/env";
import { systemDb, unique } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { createUser } from "@/prisma/factories/people";

// What two transactions must not do at once: the second one waits until the first one has ended, and then sees what it did.
let owner: pg.Client;
let first: pg.Client;
let second: pg.Client;

beforeEach(async () => {
  const login = async () => {
    const client = new pg.Client({ connectionString: env().APP_DATABASE_URL });
    await client.connect();
    return client;
  };
  [owner, first, second] = await Promise.all([connectOwner(), login(), login()]);
});
afterEach(() => Promise.all([owner, first, second].map((client) => client.end())));
afterAll(closeDb);

async function begin(client: pg.Client, role: "account" | "store", settings: Record<string, string>): Promise<void> {
  await client.query(`BEGIN; SET LOCAL ROLE tradehall_${role}`);
  for (const [name, value] of Object.entries(settings))
    await client.query("SELECT set_config($1, $2, true)", [name, value]);
}

/** Starts a statement of `second` while `first` is open, and answers how it ended once `first` had committed. */
async function whileFirstIsOpen(text: string, values: unknown[]): Promise<{ waited: boolean; ended: unknown }> {
  const { rows } = await second.query("SELECT pg_backend_pid() AS pid");
  let over = false;
  const running = second.query(text, values).then(
    (result) => result.rows,
    (error: Error) => error.message,
  );
  void running.then(() => {
    over = true;
  });
  let waited = false;
  while (!(over || waited)) {
    const found = await owner.query("SELECT 1 FROM pg_locks WHERE pid = $1 AND NOT granted", [rows[0].pid]);
    waited = found.rows.length > 0;
  }
  await first.query("COMMIT");
  return { waited, ended: await running };
}

describe("two at once", () => {
  it("who remove one of two contacts each leave one", async () => {
    const { id, contacts } = await createUser({
      contacts: [`${unique("a")}@example.com`, `${unique("b")}@example.com`],
    });
    const remove = "DELETE FROM contacts WHERE id = $1 RETURNING id";
    for (const client of [first, second]) await begin(client, "account", { "app.user_id": id });
    expect((await first.query(remove, [contacts[0]?.id])).rows).toHaveLength(1);
    expect(await whileFirstIsOpen(remove, [contacts[1]?.id])).toEqual({
      waited: true,
      ended: "an account keeps its last verified contact",
    });
    await second.query("ROLLBACK");
    const left = await systemDb().contact.findMany({ where: { userId: id }, select: { id: true } });
    expect(left).toEqual([{ id: contacts[1]?.id }]);
  });

  // As they stand one after the other while a key is exchanged: old, new behind it, new in front of it, new alone.
  it.each([
    [["old"], ["old", "new"]],
    [
      ["old", "new"],
      ["new", "old"],
    ],
    [["new", "old"], ["new"]],
  ])("who invite the same new contact, with the keys %j and %j, mean one user", async (one, other) => {
    const contact = unique("lookup");
    const ensure = (keys: string[]): [string, unknown[]] => [
      "SELECT ensure_user('email', $1::bytea[], $2, $3::uuid, $4::uuid, $5, 'en') AS id",
      [keys.map((key) => Buffer.from(`${contact} ${key}`)), keys[0], newId(), newId(), Buffer.from("sealed")],
    ];
    for (const client of [first, second]) await begin(client, "store", {});
    const { rows } = await first.query(...ensure(one));
    expect(await whileFirstIsOpen(...ensure(other))).toEqual({ waited: true, ended: [{ id: rows[0].id }] });
    await second.query("COMMIT");
  });
});
