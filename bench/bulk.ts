// Listing and inviting 10,000 contacts end to end: from the text of a file through the worker's path to sealed rows; and a client list of 100,000 entries.
import { SystemScope } from "@/lib/access/scope.ts";
import { parseContact } from "@/lib/contacts/rules.ts";
import { csvLine } from "@/lib/csv.ts";
import { closeDb } from "@/lib/db/client.ts";
import { newId } from "@/lib/db/ids.ts";
import { guessMapping } from "@/lib/imports/columns.ts";
import { parseRows } from "@/lib/imports/decoding.ts";
import { chunksOf, IMPORT_KINDS, type ImportKind } from "@/lib/imports/rules.ts";
import { sealHeader, sealRows } from "@/lib/imports/sealing.ts";
import { workOnImport } from "@/lib/imports/work/commands.ts";
import { systemDb } from "@/prisma/factories/db.ts";
import { createUser } from "@/prisma/factories/people.ts";
import { createMember, createSeller } from "@/prisma/factories/sellers.ts";
import { withClient } from "@/scripts/support/installation.ts";
import { type BenchOptions, median, print, printTable, withBenchDatabase } from "./support.ts";

const CONTACTS = 10_000;
const GOAL = 2000;

export async function bench({ rounds = 3 }: BenchOptions): Promise<void> {
  await withBenchDatabase(async ({ ownerUrl }) => {
    try {
      const rows = [["10,000 contacts", "per second", "goal", "each round", ""]];
      // What a process does for the first time is slower; nobody starts a worker per file.
      for (const kind of IMPORT_KINDS) {
        await measure(kind, 1000);
        // The test server does not do it by itself; a server that has been there for a minute has.
        await withClient(ownerUrl, (client) => client.query("VACUUM ANALYZE"));
        const figures: number[] = [];
        for (let round = 0; round < rounds; round++) figures.push(await measure(kind, CONTACTS));
        const perSecond = median(figures);
        const verdict = perSecond >= GOAL ? "reached" : "NOT REACHED";
        const each = figures.map((figure) => figure.toFixed(0)).join(" ");
        rows.push([kind === "clients" ? "listed" : "invited", perSecond.toFixed(0), `> ${GOAL}`, each, verdict]);
      }
      printTable(rows);
      print();
    } finally {
      await closeDb();
    }
  });
}

/** Contacts per second of one file at a seller of its own. */
async function measure(kind: ImportKind, count: number): Promise<number> {
  const seller = await createSeller();
  const admin = await createUser({ name: "Admin" });
  await createMember({ seller, user: admin });
  const text = fileOf(count);
  const began = performance.now();
  const id = await store(kind, seller.id, admin.id, text);
  const worker = SystemScope.resolve("bench");
  while (await workOnImport(worker));
  const seconds = (performance.now() - began) / 1000;
  const done = await systemDb().import.findFirst({ where: { id }, select: { status: true, added: true } });
  if (done?.status !== "done" || done.added !== count) throw new Error(`Imported: ${JSON.stringify(done)}`);
  return count / seconds;
}

/** What browser and doors do with a file: its cells, in sealed chunks. */
async function store(kind: ImportKind, sellerId: string, createdBy: string, text: string): Promise<string> {
  const parsed = await parseRows(text);
  if (!("rows" in parsed)) throw new Error(parsed.problem);
  const [header = [], ...rows] = parsed.rows;
  const id = newId();
  const mapping = guessMapping(header, rows.slice(0, 50));
  const db = systemDb();
  await db.import.createMany({
    data: {
      ...{ sellerId, id, kind, createdBy, mapping, header: sealHeader(sellerId, id, header) },
      ...{ options: { country: "US", priceListId: null }, status: "uploading" },
    },
  });
  for (const [n, chunk] of chunksOf(rows).entries()) {
    const place = { sellerId, importId: id, number: n + 1 };
    await db.importChunk.createMany({ data: { ...place, count: chunk.length, rows: sealRows(place, chunk) } });
  }
  await db.import.updateMany({ where: { sellerId, id }, data: { status: "queued", total: rows.length } });
  return id;
}

let files = 0;

/** Half of the rows hold a number, half an e-mail, each with name and company. */
function fileOf(count: number): string {
  files += 1;
  const lines = [csvLine(["Mobile number", "Email", "Name", "Company"])];
  for (let n = 0; n < count; n++) {
    const number = n % 2 === 0 ? numbers()[n / 2] : undefined;
    const email = number ? "" : `client-${files}-${n}@example.com`;
    lines.push(csvLine([number ?? "", email, `Client number ${n}`, `Company ${n % 97}`]));
  }
  return lines.join("");
}

let known: string[] | undefined;

/** Numbers that belong to nobody: 555 01xx of every American area. */
function numbers(): string[] {
  known ??= Array.from({ length: 790 }, (_, n) => `+1 ${200 + n} 555 01`)
    .filter((start) => "contact" in parseContact(`${start}00`))
    .flatMap((start) => Array.from({ length: 100 }, (_, n) => start + String(n).padStart(2, "0")));
  return known;
}
