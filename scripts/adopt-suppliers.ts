// npm run adopt:suppliers
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type pg from "pg";
import { z } from "zod";
import { SystemScope } from "@/lib/access/scope.ts";
import { csvLine } from "@/lib/csv.ts";
import { closeDb } from "@/lib/db/client.ts";
import { resetEnv } from "@/lib/env.ts";
import * as fields from "@/lib/sellers/fields.ts";
import { FIELDS, guessColumns, type Mapping } from "@/lib/suppliers/columns.ts";
import { type Adopted, adoptSuppliers, type Outcome } from "@/lib/suppliers/commands.ts";
import { listRefusedWrites } from "@/lib/suppliers/queries.ts";
import type { Defaults } from "@/lib/suppliers/rules.ts";
import { migrate } from "@/prisma/migrate.ts";
import { closeTable, holdTable, type LogProblem, prepareLog } from "./suppliers/guard.ts";
import { chooseColumns, findSource, readRows, type Source } from "./suppliers/source.ts";
import { loadEnvironment, loginUrls, openDatabase, withClient } from "./support/installation.ts";
import { main, messageOf, Refusal, say } from "./support/say.ts";

const HELP = `npm run adopt:suppliers                    what would happen: writes nothing
npm run adopt:suppliers -- --apply         moves the rows, then closes the table
npm run adopt:suppliers -- --refused       who tried to write to it since
  --table schema.name     the table, where it is not the only one called suppliers
  --column field=column   another column than the one guessed; field= for none
  --country DE --currency EUR --time-zone Europe/Berlin   what rows get that do not say
  --report file.csv       where the report goes`;

const WORDS: Record<Outcome["outcome"], string> = {
  adopted: "became drafts",
  duplicate: "are a business that is here already and were linked to it",
  known: "were adopted before",
  changed: "were adopted before and changed since: look at them by hand",
};

function readOptions() {
  try {
    return parseArgs({
      options: {
        apply: { type: "boolean", default: false },
        refused: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
        table: { type: "string" },
        column: { type: "string", multiple: true, default: [] },
        country: { type: "string", default: "US" },
        currency: { type: "string", default: "USD" },
        "time-zone": { type: "string", default: "UTC" },
        report: { type: "string", default: "adopted-suppliers.csv" },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${messageOf(error)}\n\n${HELP}`);
  }
}
type Options = ReturnType<typeof readOptions>;

await main(async () => {
  const options = readOptions();
  if (options.help) return void process.stdout.write(`${HELP}\n`);
  const database = await openDatabase(loadEnvironment());
  try {
    await migrate(database.ownerUrl);
    Object.assign(process.env, loginUrls(database.ownerUrl));
    resetEnv();
    if (options.refused) await showRefused();
    else await withClient(database.ownerUrl, (client) => adopt(client, database.ownerUrl, options));
  } finally {
    await closeDb();
    await database.close();
  }
});
process.exit();

async function adopt(client: pg.Client, ownerUrl: string, options: Options): Promise<void> {
  const source = await findSource(client, options.table);
  const mapping = chooseColumns(source, guessColumns(source.columns), options.column);
  showMapping(source, mapping);
  const defaults = defaultsOf(options);
  const adopted: Adopted = { businesses: new Map(), slugs: new Set() };
  const pass = (dryRun: boolean) => adoptAll(readRows(client, source, mapping), { defaults, dryRun, adopted });

  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  const outcomes = await pass(!options.apply);
  await client.query("COMMIT");
  if (!options.apply) {
    report(outcomes, options.report);
    say(
      "\nNothing was written: this was a dry run. To do it: npm run adopt:suppliers -- --apply, with the same options.",
    );
    return;
  }
  const problem = await prepareLog(client, ownerUrl);
  await client.query("BEGIN");
  await holdTable(client, source);
  // Whatever was written to it meanwhile; from here on nobody writes.
  const late = await pass(false);
  await closeTable(client, source, problem);
  await client.query("COMMIT");
  report(merged(outcomes, late), options.report);
  sayClosed(source, problem);
}

function defaultsOf({ country, currency, "time-zone": timeZone }: Options): Defaults {
  const found = z.object({ country: fields.country, currency: fields.currency, timeZone: fields.timeZone });
  const { data, error } = found.safeParse({ country, currency, timeZone });
  if (!data)
    throw new Refusal(
      `This is no ${error.issues[0]?.path.join()}: give a country as DE, a currency as EUR, a time zone as Europe/Berlin.`,
    );
  return data;
}

type Run = { defaults: Defaults; dryRun: boolean; adopted: Adopted };

async function adoptAll(
  batches: AsyncIterable<Parameters<typeof adoptSuppliers>[1]["rows"]>,
  run: Run,
): Promise<Outcome[]> {
  const scope = SystemScope.resolve("adopt suppliers");
  const outcomes: Outcome[] = [];
  for await (const rows of batches) {
    outcomes.push(...(await adoptSuppliers(scope, { rows, ...run })));
    if (outcomes.length % 5_000 === 0) say(`  ${outcomes.length} rows…`);
  }
  return outcomes;
}

/** The second look says nothing new of what the first one did. */
function merged(first: readonly Outcome[], second: readonly Outcome[]): Outcome[] {
  const all = new Map(first.map((outcome) => [outcome.key, outcome]));
  for (const outcome of second) if (outcome.outcome !== "known" || !all.has(outcome.key)) all.set(outcome.key, outcome);
  return [...all.values()];
}

function showMapping(source: Source, mapping: Mapping): void {
  say(`${source.name}, its rows told apart by ${source.keyColumns.join(", ")}:`);
  for (const field of FIELDS) say(`  ${field.padEnd(20)} ${mapping[field] ?? "–"}`);
  const rest = source.columns.map(({ name }) => name).filter((name) => !Object.values(mapping).includes(name));
  if (rest.length > 0) say(`  Columns that stay behind: ${rest.join(", ")}`);
}

function report(outcomes: readonly Outcome[], file: string): void {
  say(`\n${outcomes.length} rows:`);
  for (const [outcome, words] of Object.entries(WORDS)) {
    const count = outcomes.filter((row) => row.outcome === outcome).length;
    if (count > 0) say(`  ${String(count).padStart(7)} ${words}`);
  }
  const problems = Map.groupBy(
    outcomes.flatMap((row) => row.problems),
    (problem) => problem,
  );
  if (problems.size > 0) say("To look at:");
  for (const [problem, rows] of [...problems].sort())
    say(`  ${String(rows.length).padStart(7)} ${problem.replaceAll("_", " ")}`);
  const path = resolve(file);
  const lines = outcomes.map(({ key, outcome, problems: found }) => csvLine([key, outcome, found.join(" ")]));
  writeFileSync(path, [csvLine(["row", "outcome", "problems"]), ...lines].join(""));
  say(`Row by row: ${path}`);
}

function sayClosed(source: Source, problem: LogProblem): void {
  say(`\n${source.name} is closed: the database refuses every write to it.`);
  if (problem === null) say("Refused writes are recorded: npm run adopt:suppliers -- --refused");
  else
    say(
      `Refused writes stand in the database server's log alone, because the extension dblink cannot be used (${problem}).`,
    );
}

async function showRefused(): Promise<void> {
  const rows = await listRefusedWrites(SystemScope.resolve("list refused writes"));
  if (rows.length === 0) say("No refused write is recorded.");
  for (const { at, operation, tableName, login, application, address } of rows)
    process.stdout.write(
      `${[at.toISOString(), operation, tableName, login, application ?? "", address ?? ""].join("\t")}\n`,
    );
}
