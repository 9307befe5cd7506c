// An older installation's table, read as it is: its names are whatever they were.
import pg from "pg";
import { FIELDS, type Field, type Mapping, type SourceColumn } from "@/lib/suppliers/columns.ts";
import type { SupplierRow } from "@/lib/suppliers/commands.ts";
import { Refusal } from "../support/say.ts";

const BATCH = 250;
const SAMPLES = 200;

export type Source = {
  schema: string;
  table: string;
  /** Quoted, for SQL. */
  name: string;
  columns: SourceColumn[];
  keyColumns: string[];
};

/** `wanted` is table or schema.table; without it the one table `suppliers` of the database. */
export async function findSource(client: pg.Client, wanted: string | undefined): Promise<Source> {
  const [table = "suppliers", schema] = (wanted ?? "suppliers").split(".").reverse();
  const { rows } = await client.query<{ schema: string; kind: string }>(
    `SELECT n.nspname AS schema, c.relkind AS kind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relname = $1 AND ($2::text IS NULL OR n.nspname = $2) AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^(pg_|information_schema)'`,
    [table, schema ?? null],
  );
  const [found, other] = rows;
  if (!found) throw new Refusal(`There is no table ${wanted ?? "suppliers"}: say which with --table schema.name.`);
  if (other)
    throw new Refusal(
      `There are several tables ${table}: say which with --table ${rows.map((row) => `${row.schema}.${table}`).join(" or --table ")}.`,
    );
  if (found.kind !== "r" && found.kind !== "p")
    throw new Refusal(`${found.schema}.${table} is no table: name the table whose rows it shows with --table.`);
  const name = `${pg.escapeIdentifier(found.schema)}.${pg.escapeIdentifier(table)}`;
  const keyColumns = await keyOf(client, name);
  return { schema: found.schema, table, name, columns: await columnsOf(client, name), keyColumns };
}

async function keyOf(client: pg.Client, name: string): Promise<string[]> {
  const { rows } = await client.query<{ columns: string[] }>(
    `SELECT array_agg(a.attname::text ORDER BY k.n) AS columns
      FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k(attnum, n) JOIN pg_attribute a ON a.attnum = k.attnum
      WHERE i.indrelid = $1::regclass AND a.attrelid = i.indrelid AND i.indisunique AND i.indpred IS NULL AND a.attnotnull
      GROUP BY i.indexrelid, i.indisprimary, i.indnkeyatts, i.indnatts HAVING count(*) = max(i.indnatts) ORDER BY i.indisprimary DESC, count(*) LIMIT 1`,
    [name],
  );
  const [key] = rows;
  if (!key)
    throw new Refusal(
      `${name} has no primary key, so that nobody could say which of its rows were moved: give it one, then run this again.`,
    );
  return key.columns;
}

async function columnsOf(client: pg.Client, name: string): Promise<SourceColumn[]> {
  const { rows: columns } = await client.query<{ name: string }>(
    "SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
    [name],
  );
  const texts = columns.map((column) => `${pg.escapeIdentifier(column.name)}::text`);
  const { rows } = await client.query<(string | null)[]>({
    text: `SELECT ${texts.join(", ")} FROM ${name} LIMIT ${SAMPLES}`,
    rowMode: "array",
  });
  return columns.map((column, n) => ({ name: column.name, samples: rows.map((row) => row[n] ?? "") }));
}

/** Changes the guess: "field=column", or "field=" for none. */
export function chooseColumns(source: Source, guess: Mapping, chosen: readonly string[]): Mapping {
  const mapping = { ...guess };
  for (const choice of chosen) {
    const [field = "", column = ""] = choice.split("=");
    if (!FIELDS.includes(field as Field))
      throw new Refusal(`There is no field ${field}: choose one of ${FIELDS.join(", ")}.`);
    if (column && !source.columns.some(({ name }) => name === column))
      throw new Refusal(`${source.name} has no column ${column}.`);
    if (column) mapping[field as Field] = column;
    else delete mapping[field as Field];
  }
  if (!mapping.name && !mapping.legalName)
    throw new Refusal("No column holds the names: say which with --column name=COLUMN.");
  return mapping;
}

/** All rows in batches, as they are when the first is read, or, inside a transaction that is open already, as it sees them. */
export async function* readRows(client: pg.Client, source: Source, mapping: Mapping): AsyncGenerator<SupplierRow[]> {
  const fields = Object.entries(mapping) as [Field, string][];
  const key = source.keyColumns.map((column) => `t.${pg.escapeIdentifier(column)}`);
  const values = fields.map(([, column]) => `, t.${pg.escapeIdentifier(column)}::text`).join("");
  await client.query(
    `DECLARE suppliers_to_adopt NO SCROLL CURSOR FOR SELECT ${key.length === 1 ? `${key[0]}::text` : `jsonb_build_array(${key})::text`}, md5(t::text)${values}
      FROM ${source.name} t ORDER BY ${key}`,
  );
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `FETCH ${BATCH} FROM suppliers_to_adopt`,
      rowMode: "array",
    });
    if (rows.length === 0) break;
    yield rows.map(([rowKey, checksum, ...texts]) => ({
      key: rowKey ?? "",
      checksum: checksum ?? "",
      values: Object.fromEntries(fields.map(([field], n) => [field, texts[n] ?? null])),
    }));
  }
  await client.query("CLOSE suppliers_to_adopt");
}
