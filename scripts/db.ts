// npm run db:…
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEngine } from "@/prisma/engine.ts";
import { MIGRATIONS, migrate } from "@/prisma/migrate.ts";
import { DATABASE } from "./embedded-postgres.ts";
import { emptyDatabase, isEmpty, loadDemoData } from "./support/demo.ts";
import {
  currentDatabaseUrl,
  type Database,
  loadEnvironment,
  openDatabase,
  ROOT,
  withClient,
} from "./support/installation.ts";
import { main, Refusal, say } from "./support/say.ts";

const [command = "", ...args] = process.argv.slice(2);

const commands: Record<string, () => Promise<void>> = {
  async migrate() {
    await withDatabase(async ({ ownerUrl }) => {
      const applied = await migrate(ownerUrl);
      say(applied.length > 0 ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
    });
  },

  /** Prints the owner's connection string and nothing else. */
  async url() {
    const url = currentDatabaseUrl(loadEnvironment());
    if (!url) throw new Refusal("The embedded database is not running: start it with `npm start` or `npm run dev`.");
    process.stdout.write(`${url}\n`);
  },

  async seed() {
    await withDatabase(async ({ ownerUrl }) => {
      await migrate(ownerUrl);
      if (!(await isEmpty(ownerUrl))) {
        if (!args.includes("--yes")) {
          throw new Refusal(
            "There is data in this database, and loading the demo data deletes it: npm run db:seed -- --yes",
          );
        }
        await emptyDatabase(ownerUrl);
      }
      await loadDemoData(ownerUrl);
      say("The demo data is loaded.");
    });
  },

  async reset() {
    await withDatabase(async ({ ownerUrl, embedded }) => {
      if (!embedded) throw new Refusal("db:reset deletes only the embedded database; DATABASE_URL names another one.");
      if (!args.includes("--yes"))
        throw new Refusal("This deletes everything in the embedded database: npm run db:reset -- --yes");
      const maintenance = ownerUrl.replace(/[^/]*$/, "postgres");
      await withClient(maintenance, async (client) => {
        await client.query(`DROP DATABASE ${DATABASE} WITH (FORCE)`);
        await client.query(`CREATE DATABASE ${DATABASE}`);
      });
      await migrate(ownerUrl);
      say("The embedded database is empty and up to date.");
    });
  },

  /** Prints the SQL that would make the whole schema from nothing, to compare migrations with. */
  async diff() {
    await withDatabase(async ({ ownerUrl }) => void process.stdout.write(await wholeSchema(ownerUrl)));
  },

  /** Makes the folder and file of a new migration. */
  async new() {
    const name = args[0] ?? "";
    if (!/^[a-z][a-z0-9_]*$/.test(name))
      throw new Refusal("Give the migration a name of small letters, digits and _: npm run db:new -- add_shipping");
    const count = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).length;
    const folder = join(MIGRATIONS, `${String(count + 1).padStart(4, "0")}_${name}`);
    mkdirSync(folder);
    writeFileSync(
      join(folder, "migration.sql"),
      "-- What, and why. Tables with seller_id need RLS, policies and grants: the catalogue test says what is missing.\n",
    );
    say(`${join(folder, "migration.sql")} is made. \`npm run db:diff\` shows what the schema asks for as a whole.`);
  },
};

async function withDatabase(run: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase(loadEnvironment());
  try {
    await run(database);
  } finally {
    await database.close();
  }
}

async function wholeSchema(ownerUrl: string): Promise<string> {
  const folder = join(ROOT, "prisma", "schema");
  const files = readdirSync(folder).map((name) => ({
    path: join(folder, name),
    content: readFileSync(join(folder, name), "utf8"),
  }));
  const { schemaEngine, close } = await openEngine(ownerUrl);
  const { stdout } = await schemaEngine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await close();
  return stdout ?? "";
}

await main(async () => {
  const run = commands[command];
  if (!run) throw new Refusal(`Choose one of: ${Object.keys(commands).join(", ")}.`);
  await run();
});
process.exit();
