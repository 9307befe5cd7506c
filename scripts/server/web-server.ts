import { createServer, type RequestListener, type Server } from "node:http";

/** How long a connection may keep us waiting, and how many there may be at once; milliseconds. */
const LIMITS = {
  /** A request's first lines; also of a connection that says nothing at all. */
  headersTimeout: 15_000,
  /** A request as a whole: a megabyte over a poor mobile connection. */
  requestTimeout: 90_000,
  connectionsCheckingInterval: 5_000,
  /** Longer than a proxy in front keeps its idle connections, or it would now and then send into a closed one. */
  keepAliveTimeout: 65_000,
  /** Nothing sent and nothing taken: an answer that nobody reads. */
  timeout: 120_000,
  maxConnections: 5_000,
};

export function createWebServer(listener: RequestListener, changed: Partial<typeof LIMITS> = {}): Server {
  const { timeout, maxConnections, ...options } = { ...LIMITS, ...changed };
  const server = createServer(options, listener);
  server.timeout = timeout;
  server.maxConnections = maxConnections;
  return server;
}

/**
 * Where Next listens for upgrades: the server itself in development (web sockets tell of changes). In production a server that never
 * hears anything: Next would leave such connections open for ever, and without a listener they are ordinary requests.
 */
export function upgradesAt(server: Server, dev: boolean): Server {
  return dev ? server : createServer();
}
