import pg from "pg";

/**
 * Enters a scope as a prepared statement: role and settings are values, not text. Sent in front of a query without a Sync between them,
 * both are one implicit transaction, so what it sets ends with the query.
 */
const ENTER = {
  name: "enter",
  text: `SELECT set_config('role', $1, true), set_config('app.seller_id', $2, true), set_config('app.user_id', $3, true),
    set_config('app.customer_id', $4, true), set_config('app.price_list_id', $5, true)`,
};

/** Once per connection, before its first query. */
export function prepareEnter(client: pg.ClientBase): void {
  // A failure is seen by the first query: the statement is not there.
  client.query({ ...ENTER, values: ["none", "", "", "", ""] }).catch(() => undefined);
}

type Wire = { bind(message: object): void; execute(message: object): void };
/** What pg calls on a query; not part of its types. */
type Internals = {
  prepare(connection: Wire): void;
  handleDataRow(message: object): void;
  handleCommandComplete(message: object, connection: Wire): void;
};
const base = pg.Query.prototype as pg.Query & Internals;

/** One query in one scope, in one write to the server and one round trip: enter, query, Sync. */
class ScopedQuery extends pg.Query {
  readonly #enter: readonly string[];
  #entered = false;

  constructor(
    config: pg.QueryConfig,
    enter: readonly string[],
    callback: (error: Error | undefined, result: pg.QueryResult) => void,
  ) {
    super(config, undefined, callback as ConstructorParameters<typeof pg.Query>[2]);
    this.#enter = enter;
  }

  /** Never as a simple query: that would be a transaction of its own, outside the scope. */
  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: Wire): void {
    connection.bind({ portal: "", statement: ENTER.name, values: this.#enter });
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

/** Runs one statement in the scope that `enter` names. The client must be in pipeline mode and prepared by prepareEnter. */
export function queryInScope(
  client: pg.ClientBase,
  enter: readonly string[],
  config: pg.QueryConfig,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    client.query(new ScopedQuery(config, enter, (error, result) => (error ? reject(error) : resolve(result))));
  });
}
