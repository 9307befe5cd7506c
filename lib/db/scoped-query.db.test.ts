import { afterAll, describe, expect, it } from "vitest";
import { dbContext, dbContextStorage } from "@/lib/db/context";
import { newId } from "@/lib/db/ids";
import { createPool } from "@/lib/db/pool";
import { appDatabaseUrl } from "@/lib/db/urls";

// One connection: whatever a query leaves behind, the next one finds.
const pool = createPool(appDatabaseUrl(), 1);
const STATE = `SELECT current_user::text AS role, pg_backend_pid() AS pid, coalesce(current_setting('app.seller_id', true), '') AS seller,
  coalesce(current_setting('app.user_id', true), '') AS person, coalesce(current_setting('app.price_list_id', true), '') AS "priceList"`;

afterAll(() => pool.end());

async function run(context: ReturnType<typeof dbContext>, text: string, values: unknown[] = []) {
  const { rows } = await dbContextStorage.run(context, async () => await pool.query({ text, values }));
  return rows;
}

async function stateOutside() {
  const { rows } = await pool.query({ text: STATE });
  return rows[0];
}

describe("a single query in its scope", () => {
  it("sees its role and all its settings, and leaves none of them behind", async () => {
    const [sellerId, userId] = [newId(), newId()];
    const [inside] = await run(dbContext("store", { sellerId, userId }), STATE);
    expect(inside).toMatchObject({ role: "tradehall_store", seller: sellerId, person: userId, priceList: "" });
    expect(await stateOutside()).toMatchObject({ role: "tradehall_app", pid: inside.pid, seller: "", person: "" });
    const [next] = await run(dbContext("system"), STATE);
    expect(next).toMatchObject({ role: "tradehall_system", pid: inside.pid, seller: "", person: "" });
  });

  it("that fails undoes itself, and its connection is not used again", async () => {
    const { pid } = await stateOutside();
    const id = newId();
    const failing = "WITH added AS (INSERT INTO users (id) VALUES ($1) RETURNING 1) SELECT 1 / (SELECT 0 FROM added)";
    await expect(run(dbContext("system"), failing, [id])).rejects.toMatchObject({ code: "22012" });
    expect((await stateOutside()).pid).not.toBe(pid);
    expect(await run(dbContext("system"), "SELECT id FROM users WHERE id = $1", [id])).toEqual([]);
  });

  it("cannot be two statements, of which the second would run outside", async () => {
    await expect(run(dbContext("system"), "SELECT 1; SELECT 2")).rejects.toMatchObject({ code: "42601" });
  });

  it("with a role that does not exist is refused, and nothing runs", async () => {
    const id = newId();
    const context = dbContext("system");
    const nobody = { ...context, enter: { ...context.enter, values: ["tradehall_nobody"] } };
    await expect(run(nobody, "INSERT INTO users (id) VALUES ($1)", [id])).rejects.toMatchObject({ code: "22023" });
    expect(await run(dbContext("system"), "SELECT id FROM users WHERE id = $1", [id])).toEqual([]);
  });

  it("gives back rows, counts and nothing at all as pg does", async () => {
    const [seller] = await run(dbContext("system"), "INSERT INTO users (id) VALUES ($1) RETURNING id, locale", [
      newId(),
    ]);
    expect(seller).toEqual({ id: expect.any(String), locale: "en" });
    const updated = await dbContextStorage.run(
      dbContext("system"),
      async () => await pool.query({ text: "UPDATE users SET name = 'x' WHERE id = $1", values: [seller.id] }),
    );
    expect(updated).toMatchObject({ rowCount: 1, command: "UPDATE", rows: [] });
    expect(await run(dbContext("system"), "SELECT 1 WHERE false")).toEqual([]);
  });
});
