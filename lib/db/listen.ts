import "server-only";
import pg from "pg";
import { appDatabaseUrl } from "@/lib/db/urls";
import { logger } from "@/lib/logger";

/** What is announced is no secret: an id that says where something is new. */
export type Channel = "visits";
/** Null: the connection was away, and something may have been missed. */
type Listener = (payload: string | null) => void;

const RETRY_MS = { first: 500, most: 15_000 };
/** A connection that died without a word is noticed after this. */
const PING_MS = 20_000;

/** One connection per process, held while somebody listens; lost, it is opened anew. */
class Line {
  readonly #listeners = new Set<Listener>();
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | undefined;
  #wait = RETRY_MS.first;
  #missed = false;

  constructor(readonly channel: Channel) {}

  add(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) void this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#close();
    };
  }

  async #open(): Promise<void> {
    const client = new pg.Client({
      connectionString: appDatabaseUrl(),
      keepAlive: true,
      application_name: "tradehall",
    });
    this.#client = client;
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    client.on("notification", ({ payload }) => this.#tell(payload ?? ""));
    try {
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
    } catch (error) {
      if (this.#client === client) logger.warn({ err: error }, "not listening");
      return this.#lost(client);
    }
    if (this.#client !== client) return;
    this.#wait = RETRY_MS.first;
    if (this.#missed) this.#tell(null);
    this.#missed = false;
    this.#ping(client);
  }

  #ping(client: pg.Client): void {
    this.#timer = setTimeout(() => {
      const late = setTimeout(() => this.#lost(client), RETRY_MS.most);
      client
        .query("SELECT 1")
        .then(
          () => this.#client === client && this.#ping(client),
          () => this.#lost(client),
        )
        .finally(() => clearTimeout(late));
    }, PING_MS);
    this.#timer.unref();
  }

  /** Whichever way it ended, once per connection. */
  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#close();
    this.#missed = true;
    if (this.#listeners.size === 0) return;
    this.#timer = setTimeout(() => void this.#open(), this.#wait);
    this.#timer.unref();
    this.#wait = Math.min(this.#wait * 2, RETRY_MS.most);
  }

  #close(): void {
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    client?.end().catch(() => undefined);
  }

  #tell(payload: string | null): void {
    for (const listener of this.#listeners) listener(payload);
  }
}

// One per process, like the pools: hot reloads load this module again.
const shared = globalThis as { tradehallLines?: Map<Channel, Line> };
shared.tradehallLines ??= new Map();
const lines = shared.tradehallLines;

/** Hears what other processes announce, from now on; returns how to stop. */
export function listen(channel: Channel, listener: Listener): () => void {
  const line = lines.get(channel) ?? new Line(channel);
  lines.set(channel, line);
  return line.add(listener);
}
