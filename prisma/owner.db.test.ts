import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkCatalogue, grantsOf } from "@/lib/db/catalogue-check";
import { EXPECTED_GRANTS } from "@/lib/db/expected-grants";
import { migrate } from "@/prisma/migrate";
import { openPostgres, type Postgres } from "@/scripts/embedded-postgres";
import { withClient } from "@/scripts/support/installation";

// Whoever owns only the database and may make roles is not heard in some places where a superuser is. Roles belong to the whole server, so it is its own.
let root: string;
let server: Postgres;
let url: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "owner-"));
  chmodSync(root, 0o755);
  server = await openPostgres(root, "postgres");
  await withClient(server.url("postgres"), async (client) => {
    await client.query("CREATE ROLE plain LOGIN CREATEROLE PASSWORD 'plain'");
    await client.query("CREATE DATABASE shop OWNER plain");
  });
  url = server
    .url("postgres")
    .replace(/\/\/[^@]+@/, "//plain:plain@")
    .replace(/[^/]*$/, "shop");
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

describe("an owner who is no superuser", () => {
  it("migrates into the same isolation", async () => {
    await migrate(url);
    await withClient(url, async (client) => {
      expect(await checkCatalogue(client)).toEqual([]);
      for (const role of ["shop", "store", "account", "operator"] as const)
        expect(await grantsOf(client, `tradehall_${role}`)).toEqual(EXPECTED_GRANTS[role]);
      const { rows } = await client.query(
        `SELECT p.proname AS name, g.grantee::regrole::text AS role FROM pg_proc p, aclexplode(p.proacl) g
          WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND g.grantee <> p.proowner ORDER BY 1, g.grantee::regrole::text`,
      );
      expect(rows).toEqual([
        { name: "drop_visit_months", role: "tradehall_system" },
        { name: "ensure_user", role: "tradehall_store" },
        { name: "ensure_users", role: "tradehall_store" },
        { name: "make_visit_months", role: "tradehall_system" },
        { name: "users_now", role: "tradehall_operator" },
        { name: "users_now", role: "tradehall_store" },
      ]);
    });
    expect(await migrate(url)).toEqual([]);
  });
});
