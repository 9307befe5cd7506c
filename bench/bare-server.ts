// The measure of the HTTP benchmark: node:http and pg, no framework, no ORM, no isolation. It answers the same JSON to the same people
// (a session, a relationship, a list), as somebody would write it who wants it fast and trusts every query to name its seller.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { BARE_LISTS, type BareList } from "./bare-lists.ts";

const pool = new pg.Pool({ connectionString: process.env.BARE_DATABASE_URL, max: 10 });
pool.on("error", () => undefined);

const server = createServer((request, response) => {
  const [, route, slug = ""] = /^\/([a-z-]+)(?:\/([a-z0-9-]+))?$/.exec(request.url ?? "") ?? [];
  const list = route ? BARE_LISTS[route as keyof typeof BARE_LISTS] : undefined;
  const session = request.headers["x-session"];
  if (!list || typeof session !== "string") return void response.writeHead(404).end();
  answer(list, session, slug, response).catch(() => response.writeHead(500).end());
});

async function answer(list: BareList, session: string, slug: string, response: ServerResponse): Promise<void> {
  const who = (await pool.query({ ...list.who, values: list.bySeller ? [session, slug] : [session] })).rows[0];
  if (!who) return void response.writeHead(404).end();
  const { rows } = await pool.query({ ...list.read, values: list.values(who) });
  const body = JSON.stringify(list.shape(rows, who));
  response
    .writeHead(200, {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      "Cache-Control": "private, no-store",
    })
    .end(body);
}

server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("disconnect", () => process.exit());
