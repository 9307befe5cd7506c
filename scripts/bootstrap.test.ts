import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const server = createServer();
let port = 0;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(() => void server.close());

/** What `npm start` says on its way out. */
async function start(wanted: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "bootstrap.mjs"), "scripts/start.ts"], {
    env: { ...process.env, PORT: wanted },
  });
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
  });
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, said };
}

describe("npm start, before it does anything", () => {
  it("says in one sentence that the port is taken", async () => {
    const taken = `Port ${port} is taken, perhaps by an earlier start: stop that program, or choose another port (PORT=${port + 1}).\n`;
    expect(await start(String(port))).toEqual({ code: 1, said: taken });
  });

  it.each(["0", "70000", "web", "3000.5"])("says in one sentence that %s is no port", async (wanted) => {
    expect(await start(wanted)).toEqual({ code: 1, said: `PORT must be a number from 1 to 65535, not "${wanted}".\n` });
  });
});
