import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, inject, it } from "vitest";
import { loginPasswords } from "@/lib/db/urls";
import { closeDatabase, migrate, readMigrations } from "@/prisma/migrate";
import { withClient } from "@/scripts/support/installation";

const made: string[] = [];
let url: string;
let folder: string;

beforeEach(async () => {
  url = await emptyDatabase();
  folder = mkdtempSync(join(tmpdir(), "migrations-"));
  add(
    "0001_first",
    "CREATE TABLE a (n int);\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;",
  );
});

async function emptyDatabase(): Promise<string> {
  const name = `t_${process.pid}_${randomBytes(4).toString("hex")}`;
  await onServer(`CREATE DATABASE ${name}`);
  made.push(name);
  return inject("testServerUrl").replace(/[^/]*$/, name);
}

afterAll(async () => {
  for (const name of made) await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});

function onServer(statement: string): Promise<unknown> {
  return withClient(inject("testServerUrl"), (client) => client.query(statement));
}

function add(name: string, script: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), script);
}

function history(): Promise<
  { migration_name: string; checksum: string; applied_steps_count: number; finished: boolean; undone: boolean }[]
> {
  const query =
    "SELECT migration_name, checksum, applied_steps_count, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS undone FROM _prisma_migrations ORDER BY started_at";
  return withClient(url, async (client) => (await client.query(query)).rows);
}

describe("migrate", () => {
  it("applies what is open, once, with Prisma's own history", async () => {
    expect(await migrate(url, folder)).toEqual(["0001_first"]);
    add("0002_second", "ALTER TABLE a ADD COLUMN m int");
    expect(await migrate(url, folder)).toEqual(["0002_second"]);
    expect(await migrate(url, folder)).toEqual([]);
    const checksums = readMigrations(folder).map((migration) => migration.checksum);
    const done = { applied_steps_count: 1, finished: true, undone: false };
    expect(await history()).toEqual([
      { migration_name: "0001_first", checksum: checksums[0], ...done },
      { migration_name: "0002_second", checksum: checksums[1], ...done },
    ]);
  });

  it("is safe when several processes start at once", async () => {
    const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(url, folder)));
    expect(applied.filter((names) => names.length > 0)).toEqual([["0001_first"]]);
    expect(await history()).toHaveLength(1);
  });

  it("undoes a failing migration as a whole, says why, and goes on once it is mended", async () => {
    add("0002_second", "CREATE TABLE b (n int); SELECT 1 / 0;");
    await expect(migrate(url, folder)).rejects.toThrow(
      "A migration failed and was undone as a whole: division by zero.",
    );
    const tables = await withClient(
      url,
      async (client) => (await client.query("SELECT to_regclass('a') AS a, to_regclass('b') AS b")).rows,
    );
    expect(tables).toEqual([{ a: "a", b: null }]);
    add("0002_second", "CREATE TABLE b (n int);");
    expect(await migrate(url, folder)).toEqual(["0002_second"]);
    expect(await migrate(url, folder)).toEqual([]);
  });

  it("refuses a database of a newer version and changes nothing", async () => {
    add("0009_later", "CREATE TABLE later (n int)");
    await migrate(url, folder);
    rmSync(join(folder, "0009_later"), { recursive: true });
    add("0003_other", "CREATE TABLE other (n int)");
    await expect(migrate(url, folder)).rejects.toThrow(
      "The database is of a newer version of Tradehall (it has the migration 0009_later): use that version.",
    );
    expect(await history()).toHaveLength(2);
  });

  it("refuses a migration that was changed after it was applied", async () => {
    await migrate(url, folder);
    add("0001_first", "CREATE TABLE a (n bigint)");
    await expect(migrate(url, folder)).rejects.toThrow(
      "The migration 0001_first was changed after this database had applied it",
    );
  });

  it("says in one sentence why it cannot connect, without the password", async () => {
    const wrong: [string, RegExp][] = [
      [url.replace(/:[^:@/]+@/, ":secret@"), /refuses the user or password in DATABASE_URL\.$/],
      [`${url}_gone`, /has no database "t_\w+_gone": create it, or correct DATABASE_URL\.$/],
      [
        "postgresql://a:secret@127.0.0.1:1/x",
        /^The database server at 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/,
      ],
    ];
    for (const [given, sentence] of wrong) {
      const message = await migrate(given, folder).then(() => "", String);
      expect(message.replace("Refusal: ", "")).toMatch(sentence);
      expect(message).not.toContain("secret");
    }
  });

  it("gives the login roles their passwords, also when databases of one server are migrated at once", async () => {
    const urls = [url, await emptyDatabase(), await emptyDatabase()];
    await Promise.all(urls.map((each) => migrate(each)));
    for (const [role, password] of Object.entries(loginPasswords())) {
      await withClient(url.replace(/\/\/[^@]+@/, `//${role}:${password}@`), (client) => client.query("SELECT 1"));
    }
  });

  it("closes the database to everybody but the login roles, again after it was restored from a dump", async () => {
    const everybody =
      "aclexplode(COALESCE(datacl, acldefault('d', datdba))) g WHERE datname = current_database() AND grantee = 0";
    const open = () =>
      withClient(
        url,
        async (client) => (await client.query(`SELECT 1 FROM pg_database, ${everybody}`)).rows.length > 0,
      );
    await migrate(url);
    expect(await open()).toBe(false);
    // A dump does not hold who may connect.
    const name = new URL(url).pathname.slice(1);
    await onServer(`GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO PUBLIC`);
    expect(await open()).toBe(true);
    expect(await migrate(url)).toEqual([]);
    expect(await open()).toBe(false);
  });

  it("leaves a database that belongs to somebody else as it is", async () => {
    const role = `guest_${randomBytes(4).toString("hex")}`;
    await onServer(`CREATE ROLE ${role} LOGIN PASSWORD 'guest'`);
    try {
      const acl = "SELECT datacl FROM pg_database WHERE datname = current_database()";
      const { before, after } = await withClient(url.replace(/\/\/[^@]+@/, `//${role}:guest@`), async (client) => {
        const [before] = (await client.query(acl)).rows;
        await closeDatabase(client);
        return { before, after: (await client.query(acl)).rows[0] };
      });
      expect(after).toEqual(before);
    } finally {
      await onServer(`DROP ROLE ${role}`);
    }
  });
});
