// The web server: Next behind node:http, because only here the address of whoever connects is known for certain.
// Run by plain Node, which knows no path alias: everything imported here is imported by its file name.
import { existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import next from "next";
import { limitBody } from "./server/body-limit.ts";
import { parseProxies, setClientHeaders } from "./server/client-address.ts";
import { reduceConsole } from "./server/console.ts";
import { checkOwnPages } from "./server/own-pages.ts";
import { checkRequestLine } from "./server/request-line.ts";
import { setSecurityHeaders } from "./server/security-headers.ts";
import { readCountries, setVisitHeaders } from "./server/visit-headers.ts";
import { createWebServer, upgradesAt } from "./server/web-server.ts";
import { main, Refusal } from "./support/say.ts";
import { checkedEnv, loadSettings } from "./support/settings.ts";

const root = resolve(import.meta.dirname, "..");
const dev = process.argv.includes("--dev");

async function serve(): Promise<void> {
  if (!dev && !existsSync(join(root, ".next", "BUILD_ID")))
    throw new Refusal("There is no build to serve: run `npm run build` first.");
  loadSettings();
  const { PORT: port, TRUSTED_PROXIES, COUNTRY_HEADER: countryHeader, APP_URL } = checkedEnv();
  const trusted = parseProxies(TRUSTED_PROXIES);
  const checkOwn: typeof limitBody = (request, response) => checkOwnPages(request, response, APP_URL);
  const countries = readCountries();
  const open = new Set<ServerResponse>();
  const server = createWebServer((request, response) => {
    open.add(response);
    response.once("close", () => open.delete(response));
    const believed = setClientHeaders(request, trusted);
    setVisitHeaders(request, { countries, countryHeader, believed });
    setSecurityHeaders(request, response);
    const checks = [checkRequestLine, limitBody, checkOwn];
    if (checks.every((check) => check(request, response))) void handle(request, response);
  });
  const app = next({ dev, dir: root, port, hostname: "localhost", httpServer: upgradesAt(server, dev) });
  await app.prepare();
  if (!dev) reduceConsole(console);
  const handle = app.getRequestHandler();
  if (dev) server.prependListener("upgrade", (request) => setClientHeaders(request, trusted));
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, done);
  });
  process.send?.("ready");

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // Requests in flight get ten seconds, idle connections none.
    setTimeout(() => server.closeAllConnections(), dev ? 500 : 10_000).unref();
    // What never ends by itself is ended; browsers come again.
    for (const response of open) if (response.getHeader("content-type") === "text/event-stream") response.destroy();
    server.close(() => void app.close().finally(() => process.exit(0)));
    server.closeIdleConnections();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  process.on("disconnect", stop);
}

await main(serve);
