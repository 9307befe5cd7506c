import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { env } from "@/lib/env";
import { systemDb } from "@/prisma/factories/db";
import { connectOwner } from "@/prisma/factories/fingerprint";
import { ROOT } from "./support/installation";
import { TSX } from "./support/processes";

const ROWS = 5_000;
let owner: pg.Client;
let folder: string;

beforeAll(async () => {
  owner = await connectOwner();
  folder = mkdtempSync(join(tmpdir(), "adopt-"));
  await owner.query(`CREATE TABLE suppliers (
    supplier_id int PRIMARY KEY, company_name text, contact_email text, telephone text, city text, country_code text, currency text, vat_number text, notes text)`);
  // Every 10th has no name, every 11th no e-mail, every 13th a bad one, every 7th a bad number, every 17th no country, every 50th the registration number of the
  // row before it, every 3rd the same name as many others.
  await owner.query(`INSERT INTO suppliers SELECT n,
      CASE WHEN n % 10 = 0 THEN NULL WHEN n % 3 = 0 THEN 'Nordic Goods' ELSE 'Supplier House ' || n END,
      CASE WHEN n % 11 = 0 THEN NULL WHEN n % 13 = 0 THEN 'nobody at example' ELSE 'owner' || n || '@example.com' END,
      CASE WHEN n % 7 = 0 THEN '12' ELSE '+12025550' || 100 + n % 100 END,
      'Aarhus', CASE WHEN n % 17 = 0 THEN NULL ELSE 'DK' END, 'DKK',
      CASE WHEN n % 50 = 0 THEN 'DK-' || n - 1 WHEN n % 50 = 49 THEN 'dk ' || n END, 'kept as it is'
    FROM generate_series(1, ${ROWS}) n`);
}, 120_000);
afterAll(async () => {
  await owner.end();
  await closeDb();
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { code: number | null; output: string; answer: string };

function start(args: string[]) {
  const child = spawn(
    process.execPath,
    [...TSX, "scripts/adopt-suppliers.ts", "--report", join(folder, "report.csv"), ...args],
    {
      cwd: ROOT,
      env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.node.json") },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const ended: Ended = { code: null, output: "", answer: "" };
  child.stdout.on("data", (text) => {
    ended.answer += text;
  });
  child.stderr.on("data", (text) => {
    ended.output += text;
  });
  const done = new Promise<Ended>((resolve) => child.once("exit", (code) => resolve({ ...ended, code })));
  return { child, done };
}
const adopt = (...args: string[]) => start(args).done;

const sourceRows = async () =>
  (await owner.query("SELECT md5(string_agg(s::text, ',' ORDER BY supplier_id)) AS sum FROM suppliers s")).rows[0].sum;
const counts = async () => ({
  remembered: await systemDb().adoptedSupplier.count(),
  sellers: await systemDb().seller.count(),
  members: await systemDb().member.count(),
});
const duplicates = ROWS / 50;

describe("an older installation's table suppliers", () => {
  let before: string;

  it("is looked at first: the dry run says what would happen and writes nothing", async () => {
    before = await sourceRows();
    const { code, output } = await adopt();
    expect(output).toContain("company_name");
    expect(code).toBe(0);
    expect(output).toMatch(new RegExp(`${ROWS - duplicates} became drafts`));
    expect(output).toMatch(new RegExp(`${duplicates} are a business that is here already`));
    expect(output).toContain("dry run");
    expect(await counts()).toEqual({ remembered: 0, sellers: 0, members: 0 });
    expect(await sourceRows()).toBe(before);
  });

  it("killed half-way, run again, run once more: nothing is lost and nothing doubled", async () => {
    const { child, done } = start(["--apply"]);
    while ((await systemDb().adoptedSupplier.count()) < ROWS / 4) await sleep(20);
    child.kill("SIGKILL");
    await done;
    const halfWay = await counts();
    expect(halfWay.remembered).toBeLessThan(ROWS);

    const again = await adopt("--apply");
    expect(again.code, again.output).toBe(0);
    const whole = await counts();
    expect(whole.remembered).toBe(ROWS);
    expect(whole.sellers).toBe(ROWS - duplicates);

    const once = await adopt("--apply");
    expect(once.code, once.output).toBe(0);
    expect(once.output).toMatch(new RegExp(`${ROWS} were adopted before\\n`));
    expect(await counts()).toEqual(whole);
    expect(await sourceRows()).toBe(before);
  });

  it("every row became one draft, or is linked to the one of its business; who cannot sign in is said", async () => {
    const { rows } = await owner.query<{
      n: number;
      name: string | null;
      email: string | null;
      country: string | null;
    }>(
      "SELECT supplier_id AS n, company_name AS name, contact_email AS email, country_code AS country FROM suppliers ORDER BY 1",
    );
    const adopted = await systemDb().adoptedSupplier.findMany({
      select: {
        sourceKey: true,
        outcome: true,
        became: true,
        problems: true,
        seller: { select: { name: true, status: true, country: true, timeZone: true, currency: true, slug: true } },
      },
    });
    const byKey = new Map(adopted.map((row) => [row.sourceKey, row]));
    const admins = new Set(
      (
        await systemDb().member.findMany({ where: { role: "admin", status: "active" }, select: { sellerId: true } })
      ).map(({ sellerId }) => sellerId),
    );
    for (const { n, name, email, country } of rows) {
      const row = byKey.get(String(n));
      expect(row?.outcome, `${n}`).toBe(n % 50 === 0 ? "duplicate" : "adopted");
      if (row?.outcome === "duplicate") {
        expect(row.became).toBe(byKey.get(String(n - 1))?.became);
        continue;
      }
      expect(row?.seller).toMatchObject({
        name: name ?? `Supplier ${n}`,
        status: "draft",
        country: country ?? "US",
        currency: "DKK",
      });
      const good = email?.includes("@") ?? false;
      expect(admins.has(row?.became ?? ""), `${n}`).toBe(good);
      expect(row?.problems.includes(email === null ? "email_missing" : "email_bad")).toBe(!good);
      expect(row?.problems.includes("phone_bad")).toBe(n % 7 === 0);
      expect(row?.problems.includes("country_missing")).toBe(country === null);
    }
    const slugs = adopted.filter(({ outcome }) => outcome === "adopted").map(({ seller }) => seller.slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    const report = readFileSync(join(folder, "report.csv"), "utf8");
    expect(report.split("\r\n").filter(Boolean)).toHaveLength(ROWS + 1);
    expect(report).not.toContain("@example.com");
  });

  it("takes no more writes afterwards, from nobody, and the refused write is recorded although its transaction rolls back", async () => {
    const writes: [operation: string, sql: string][] = [
      ["INSERT", "INSERT INTO suppliers (supplier_id) VALUES (0)"],
      ["UPDATE", "UPDATE suppliers SET notes = 'new' WHERE supplier_id = 1"],
      ["UPDATE", "UPDATE suppliers SET notes = 'new' WHERE false"],
      ["DELETE", "DELETE FROM suppliers"],
      ["TRUNCATE", "TRUNCATE suppliers"],
      ["INSERT", "COPY suppliers (supplier_id) FROM PROGRAM 'echo 0'"],
      ["INSERT", "SET LOCAL session_replication_role = replica; INSERT INTO suppliers (supplier_id) VALUES (0)"],
    ];
    for (const [, sql] of writes) {
      await owner.query("BEGIN");
      await expect(owner.query(sql), sql).rejects.toMatchObject({
        code: "42501",
        message: expect.stringContaining("takes no more writes"),
      });
      await owner.query("ROLLBACK");
    }
    // Somebody else, whom the old application's grants let in.
    const login = `old_application_${process.pid}`;
    const { rows } = await owner.query<{ name: string }>("SELECT current_database() AS name");
    await owner.query(`CREATE ROLE ${login} LOGIN PASSWORD 'old'; GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(rows[0]?.name ?? "")} TO ${login};
      GRANT USAGE ON SCHEMA public TO ${login}; GRANT ALL ON suppliers TO ${login}`);
    const url = new URL(env().DATABASE_URL ?? "");
    Object.assign(url, { username: login, password: "old" });
    const old = new pg.Client({ connectionString: url.toString(), application_name: "old shop" });
    await old.connect();
    await expect(old.query("DELETE FROM suppliers WHERE supplier_id = 7")).rejects.toMatchObject({ code: "42501" });
    await old.end();
    const recorded = await systemDb().refusedWrite.findMany({ orderBy: { at: "asc" } });
    expect(recorded.map(({ operation }) => operation)).toEqual([...writes.map(([operation]) => operation), "DELETE"]);
    expect(recorded.at(-1)).toMatchObject({ tableName: "public.suppliers", login, application: "old shop" });
    expect(await sourceRows()).toBe(before);
    await owner.query(`DROP OWNED BY ${login}; DROP ROLE ${login}`);
    const listed = await adopt("--refused");
    expect(listed.answer.trim().split("\n")).toHaveLength(writes.length + 1);
    expect(listed.answer).toContain("old shop");
  });
});

describe("what cannot be adopted", () => {
  it("says in a sentence what to do", async () => {
    expect((await adopt("--table", "no.such")).output).toContain("There is no table no.such");
    await owner.query("CREATE TABLE keyless (name text)");
    expect((await adopt("--table", "keyless")).output).toContain("no primary key");
    expect((await adopt("--column", "colour=x")).output).toContain("There is no field colour");
    expect((await adopt("--column", "name=nothing")).output).toContain("has no column nothing");
    expect((await adopt("--country", "Denmark")).output).toContain("This is no country");
    expect((await adopt("--wrong")).output).toContain("--apply");
  });
});
