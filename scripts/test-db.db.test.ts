import { describe, expect, inject, it } from "vitest";
import { withClient } from "./support/installation.ts";
import { createTestDatabase } from "./test-db.ts";

describe("test databases", () => {
  it("gives this file a database whose two login roles can sign in", async () => {
    for (const name of ["DATABASE_URL", "APP_DATABASE_URL", "OPERATOR_DATABASE_URL"]) {
      const rows = await withClient(
        process.env[name] ?? "",
        async (client) => (await client.query("SELECT current_database() AS name")).rows,
      );
      expect(rows[0].name).toMatch(/^t_\d+_/);
    }
  });

  it("makes several at once, each empty, and drops them", async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => createTestDatabase(inject("testServerUrl"))));
    for (const { ownerUrl } of made) {
      const people = await withClient(ownerUrl, async (client) => (await client.query("SELECT * FROM users")).rows);
      expect(people).toEqual([]);
    }
    await Promise.all(made.map((database) => database.drop()));
    const left = await withClient(
      inject("testServerUrl"),
      async (client) => (await client.query("SELECT datname FROM pg_database")).rows,
    );
    expect(left.map((row) => row.datname)).not.toContain(made[0]?.name);
  });
});
