import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { decodeFile, parseRows } from "@/lib/imports/decoding";
import { badRows, HEADER, line } from "@/lib/imports/test-rows";
import { systemDb, unique } from "@/prisma/factories/db";
import { expect, test } from "../support/test";

const ROWS = 50_000;
const BAD = 300;

/** As Excel saves it in Germany: semicolons, Windows-1252. */
function csvFile(rows: string[][]): Buffer {
  return Buffer.from([HEADER, ...rows].map((cells) => cells.join(";")).join("\r\n"), "latin1");
}

function fileOf(name: string): string[][] {
  const good = Array.from({ length: ROWS - BAD }, (_, n) =>
    line({ email: `${name}-${n}@example.com`, name: `Käufer ${n}`, company: `Firma ${n % 97}` }),
  );
  const rows = [...good];
  // Ten kinds, thirty of each, all over the file.
  for (let n = 0; n < BAD / 10; n++) {
    badRows(n, `${name}-${n}@example.com`).forEach(({ cells }, kind) => {
      rows.splice(100 + n * 1650 + kind * 150, 0, cells);
    });
  }
  return rows;
}

async function importFile(page: Page, slug: string, file: { name: string; buffer: Buffer }, rows: string) {
  await page.goto(`/vendor/${slug}/clients`);
  await page.getByRole("button", { name: "Import CSV" }).first().click();
  await page.locator("input[type=file]").setInputFiles({ ...file, mimeType: "text/csv" });
  await expect(page.getByRole("combobox", { name: "What Email holds" })).toHaveValue("email");
  await page.getByRole("button", { name: `Import ${rows} rows` }).click();
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/, { timeout: 60_000 });
  await expect(page.getByRole("heading", { level: 1, name: "Import" })).toBeVisible();
  return page.url().split("/").at(-1) ?? "";
}

/** The pid of the worker that started last, as the log has it. */
function workerPid(): number {
  const log = readFileSync(process.env.E2E_LOG ?? "test-results/server.log", "utf8");
  const started = log.split("\n").filter((text) => text.includes('"worker started"'));
  return Number(JSON.parse(started.at(-1) ?? "{}").pid);
}

test("50,000 rows, 300 of them bad, over a reload and a killed worker: 49,700 in, 300 given back, and the corrected file imports clean", async ({
  as,
  house,
}) => {
  test.setTimeout(300_000);
  const { slug } = house.seller;
  const where = { sellerId: house.seller.id };
  const before = await systemDb().client.count({ where });
  const page = await as(house.admin.id);
  const name = unique("list");
  const rows = fileOf(name);
  // Four kinds of bad rows only the server can tell; of each, one is no repetition, and stands among the rows that are compared beforehand.
  const id = await importFile(page, slug, { name: "Kundenliste März.csv", buffer: csvFile(rows) }, "49,700");
  const doneOf = async () => (await systemDb().import.findFirst({ where: { id } }))?.done ?? 0;

  await expect.poll(doneOf, { timeout: 120_000, intervals: [100] }).toBeGreaterThan(5_000);
  await page.reload();
  const bar = page.getByRole("progressbar", { name: "Progress" });
  await expect(bar).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel import" })).toBeVisible();
  await expect.poll(doneOf, { timeout: 120_000, intervals: [100] }).toBeGreaterThan(20_000);
  process.kill(workerPid(), "SIGKILL");
  expect(await doneOf()).toBeLessThan(ROWS);

  await expect(page.getByText("Done. 300 rows were refused: see why below.")).toBeVisible({ timeout: 200_000 });
  await expect(page.getByText("50,000 of 50,000 rows")).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "49,700" })).toBeVisible();
  await expect(page.getByText("The number has no country code.")).toHaveCount(0);
  const reasons = page.getByRole("list", { name: "Reasons" }).getByRole("listitem");
  await expect(reasons).toHaveCount(10);
  for (const text of await reasons.allInnerTexts()) expect(text).toMatch(/^30\s/);
  expect(await systemDb().client.count({ where })).toBe(before + ROWS - BAD);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download refused rows" }).click();
  const report = await parseRows(decodeFile(readFileSync(await (await download).path()), "en"));
  if (!("rows" in report)) throw new Error(report.problem);
  const [header = [], ...refused] = report.rows;
  expect(header).toEqual([...HEADER, "Why it was refused"]);
  expect(refused).toHaveLength(BAD);
  expect(refused.every((cells) => cells.at(-1))).toBe(true);

  // Somebody corrects the file in a spreadsheet, the reasons still in it.
  const corrected = refused.map((cells, n) => [
    ...line({ email: `${name}-fixed-${n}@example.com` }),
    cells.at(-1) ?? "",
  ]);
  const text = [header, ...corrected].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";"));
  await importFile(page, slug, { name: "corrected.csv", buffer: Buffer.from(text.join("\r\n")) }, "300");
  await expect(page.getByText("All rows are in.")).toBeVisible({ timeout: 60_000 });
  expect(await systemDb().client.count({ where })).toBe(before + ROWS);
});
