import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestOptions, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limitBody, MAX_BODY } from "./body-limit.ts";

let handled: string[] = [];
let port = 0;
// Answers with the size of what it was sent, as an application that reads everything.
const server = createServer((incoming, response) => {
  if (!limitBody(incoming, response)) return;
  text(incoming).then(
    (body) => {
      handled.push("whole");
      response.end(String(body.length));
    },
    () => handled.push("broken off"),
  );
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" ? (address?.port ?? 0) : 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends pieces until there is an answer. */
async function send(
  pieces: number,
  size: number,
  options: RequestOptions = {},
): Promise<{ status: number; body: string }> {
  handled = [];
  const outgoing = request({ port, host: "127.0.0.1", method: "POST", ...options });
  // A server that has said no does not listen to the rest.
  outgoing.on("error", () => undefined);
  const answered: Promise<IncomingMessage> = once(outgoing, "response").then(([response]) => response);
  for (let piece = 0; piece < pieces; piece++) outgoing.write("x".repeat(size));
  outgoing.end();
  const response = await answered;
  return { status: response.statusCode ?? 0, body: await text(response) };
}

describe("the size of a request", () => {
  it("is let through up to the limit, announced or in pieces", async () => {
    expect(await send(1, MAX_BODY, { headers: { "content-length": MAX_BODY } })).toEqual({
      status: 200,
      body: `${MAX_BODY}`,
    });
    expect(await send(4, MAX_BODY / 4)).toEqual({ status: 200, body: `${MAX_BODY}` });
    expect(await send(0, 0, { method: "GET" })).toEqual({ status: 200, body: "0" });
  });

  it("may be more where a picture comes in, and nowhere else that looks like it", async () => {
    const more = { "content-length": MAX_BODY + 1 };
    expect(await send(1, MAX_BODY + 1, { path: "/api/vendor/x/logo", headers: more })).toMatchObject({ status: 200 });
    for (const path of ["/api/vendor/x/logo/y", "/api/vendor/x/logos", "/api/s/x/logo", "/x?/api/vendor/x/logo"])
      expect((await send(0, 0, { path, headers: more })).status, path).toBe(413);
    expect((await send(6, MAX_BODY, { path: "/api/vendor/x/logo" })).status).toBe(413);
  });

  it("is refused before anything is read, where it is announced", async () => {
    const outgoing = request({ port, host: "127.0.0.1", method: "POST", headers: { "content-length": MAX_BODY + 1 } });
    outgoing.on("error", () => undefined);
    outgoing.flushHeaders();
    const [response] = await once(outgoing, "response");
    expect(response.statusCode).toBe(413);
    expect(await text(response)).toContain("too much data");
  });

  it("is refused in the middle, where it comes in pieces, and the application never sees it whole", async () => {
    expect(await send(5, MAX_BODY / 4)).toMatchObject({ status: 413 });
    expect(handled).not.toContain("whole");
  });
});
