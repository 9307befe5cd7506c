import { once } from "node:events";
import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { createWebServer, upgradesAt } from "./web-server.ts";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function listen(...[listener, limits]: Parameters<typeof createWebServer>): Promise<void> {
  server = createWebServer(listener, limits);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
}

async function open(): Promise<Socket> {
  const address = server.address();
  const socket = connect(typeof address === "object" ? (address?.port ?? 0) : 0, "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

/** What a client hears that sends this and nothing more, until the server hangs up. */
async function send(lines: string[]): Promise<string> {
  const socket = await open();
  socket.write(lines.join("\r\n"));
  return await text(socket);
}

describe("the web server", () => {
  it("answers a request that wants an upgrade like any other, and keeps no connection of it", async () => {
    await listen((_request, response) => response.end("as ever"));
    // As Next does: it takes the connection and leaves it open.
    upgradesAt(server, false).on("upgrade", () => undefined);
    const head = ["GET /x HTTP/1.1", "Host: localhost", "Connection: Upgrade, close", "Upgrade: websocket", "", ""];
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(head)));
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*as ever/);
    expect(await new Promise((done) => server.getConnections((_error, count) => done(count)))).toBe(0);
  });

  it("lets Next speak over web sockets in development", async () => {
    await listen((_request, response) => response.end());
    upgradesAt(server, true).on("upgrade", (_request, socket) =>
      socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
    );
    const head = ["GET /x HTTP/1.1", "Host: localhost", "Connection: Upgrade", "Upgrade: websocket", "", ""];
    expect(await send(head)).toContain("101 Switching Protocols");
  });

  it("waits for nobody who is slow: with the first lines, the body, or the reading", async () => {
    const short = { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20, timeout: 400 };
    await listen((request, response) => {
      if (request.method === "POST") request.resume();
      // More than the connection's buffers hold.
      else response.end(Buffer.alloc(50_000_000));
    }, short);
    const slow = ["POST / HTTP/1.1", "Host: localhost", "Content-Length: 9", "", "slow"];
    for (const lines of [[""], ["GET / HTTP/1.1", "Host:"], slow])
      expect(await send(lines)).toContain("408 Request Timeout");
    const accepted = once(server, "connection");
    const lazy = await open();
    lazy.pause();
    lazy.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const [socket] = await accepted;
    await once(socket, "close");
    lazy.destroy();
  });

  it("has an end to how many connections it holds", async () => {
    await listen((_request, response) => response.end(), { maxConnections: 3 });
    for (let n = 0; n < 3; n++) await open();
    const one = await open();
    await once(one, "close");
  });
});
