import pg from "pg";
import type { Enter } from "@/lib/db/context";

// Role and settings are sent in front of a query without a Sync between them: both are one implicit transaction,
// so what is set ends with the query.

type Wire = { parse(message: object): void; bind(message: object): void; execute(message: object): void };
/** What pg calls on a query; not part of its types. */
type Internals = {
  prepare(connection: Wire): void;
  handleDataRow(message: object): void;
  handleCommandComplete(message: object, connection: Wire): void;
};
const base = pg.Query.prototype as pg.Query & Internals;

/** One query in one scope, in one write to the server and one round trip: enter, query, Sync. */
class ScopedQuery extends pg.Query {
  readonly #enter: Enter;
  readonly #prepared: Set<string>;
  #entered = false;

  constructor(
    config: pg.QueryConfig,
    enter: Enter,
    prepared: Set<string>,
    callback: (error: Error | undefined, result: pg.QueryResult) => void,
  ) {
    super(config, undefined, callback as ConstructorParameters<typeof pg.Query>[2]);
    this.#enter = enter;
    this.#prepared = prepared;
  }

  /** Never as a simple query: that would be a transaction of its own, outside the scope. */
  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: Wire): void {
    const { name, text, values } = this.#enter;
    // Should this fail, the query fails with it, and the connection is not used again.
    if (!this.#prepared.has(name)) connection.parse({ name, text, types: [] });
    this.#prepared.add(name);
    connection.bind({ portal: "", statement: name, values });
    connection.execute({ portal: "", rows: 0 });
    base.prepare.call(this, connection);
  }

  handleDataRow(message: object): void {
    if (this.#entered) base.handleDataRow.call(this, message);
  }

  handleCommandComplete(message: object, connection: Wire): void {
    if (this.#entered) base.handleCommandComplete.call(this, message, connection);
    this.#entered = true;
  }
}

// Which ways in a connection knows already.
const preparedBy = new WeakMap<pg.ClientBase, Set<string>>();

/** Runs one statement in the scope of `enter`. The client must be in pipeline mode. */
export function queryInScope(client: pg.ClientBase, enter: Enter, config: pg.QueryConfig): Promise<pg.QueryResult> {
  const prepared = preparedBy.get(client) ?? new Set();
  preparedBy.set(client, prepared);
  return new Promise((resolve, reject) => {
    client.query(
      new ScopedQuery(config, enter, prepared, (error, result) => (error ? reject(error) : resolve(result))),
    );
  });
}
