// Where reports arrive in tests without a web server: the routes' own handlers, behind plain HTTP.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

type Handler = (request: Request) => Promise<Response>;

export async function startReceiver(
  handlers: Record<string, Handler>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    void answer(handlers, incoming).then(
      async (answered) =>
        response
          .writeHead(answered.status, Object.fromEntries(answered.headers))
          .end(Buffer.from(await answered.arrayBuffer())),
      () => response.destroy(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function answer(handlers: Record<string, Handler>, incoming: IncomingMessage): Promise<Response> {
  const url = new URL(incoming.url ?? "/", "http://inside");
  const handler = handlers[url.pathname];
  if (!handler) return new Response(null, { status: 404 });
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const body = Buffer.concat(await incoming.toArray()).toString();
  return await handler(new Request(url, { method: incoming.method ?? "POST", headers, body }));
}
