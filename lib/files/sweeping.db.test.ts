import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type StoreScope, SystemScope, VisitorScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { resetEnv } from "@/lib/env";
import { keepFile, sweepFiles } from "@/lib/files/commands";
import { getFile } from "@/lib/files/queries";
import { fileNameOf } from "@/lib/files/rules";
import { KEY, startBucket } from "@/lib/files/storage/test-bucket";
import { cleanUp } from "@/lib/jobs/clean-up";
import { removeLogo, uploadLogo } from "@/lib/sellers/logo/commands";
import { terminateSeller, voidTerminated } from "@/lib/sellers/termination/commands";
import { systemDb } from "@/prisma/factories/db";
import { createOperator } from "@/prisma/factories/people";
import { actingAs, operatorScopeFor, storeScopeFor } from "@/prisma/factories/scopes";
import { type CreatedSeller, createMember, createSeller } from "@/prisma/factories/sellers";

const system = SystemScope.resolve("test");
const DAY = 86_400_000;
let bucket: Awaited<ReturnType<typeof startBucket>>;
let folder = "";
let png: Buffer;
beforeAll(async () => {
  bucket = await startBucket();
  folder = await mkdtemp(join(tmpdir(), "sweeping-"));
  process.env.DATA_DIR = folder;
  const background = "#1d4ed8";
  png = await sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer();
});
afterAll(async () => {
  bucket.close();
  await rm(folder, { recursive: true });
  await closeDb();
});

const FOLDER = { FILES_S3_URL: "", FILES_S3_REGION: "", FILES_S3_KEY_ID: "", FILES_S3_SECRET: "" };
const stores = {
  "a folder": {
    env: () => FOLDER,
    names: () => readdir(join(folder, "files")),
  },
  "a bucket": {
    env: () => ({
      FILES_S3_URL: bucket.url,
      FILES_S3_REGION: KEY.region,
      FILES_S3_KEY_ID: KEY.keyId,
      FILES_S3_SECRET: KEY.secret,
    }),
    names: async () => [...bucket.objects.keys()].map((path) => basename(path)),
  },
};

describe.each(Object.entries(stores))("files in %s", (_where, { env, names }) => {
  let seller: CreatedSeller;
  let scope: StoreScope;
  beforeEach(async () => {
    Object.assign(process.env, env());
    resetEnv();
    seller = await createSeller();
    scope = await storeScopeFor((await createMember({ seller })).userId, seller.slug);
  });
  afterEach(() => {
    bucket.failures.length = 0;
  });

  const logoNow = async () =>
    fileNameOf((await systemDb().seller.findFirstOrThrow({ where: { id: seller.id } })).logo) ?? "";
  const written = () => systemDb().storedFile.count({ where: { sellerId: seller.id } });
  const sweepIn = (days: number) => sweepFiles(system, Date.now() + days * DAY);

  it("of an upload that ended before any row named them go after a day; logos stay", async () => {
    await uploadLogo(scope, png);
    const logo = await logoNow();
    const crashed = await keepFile(scope, png);
    await sweepIn(0.99);
    expect(await names()).toEqual(expect.arrayContaining([logo, crashed]));
    await sweepIn(1.01);
    expect(await names()).toContain(logo);
    expect(await names()).not.toContain(crashed);
    expect(await written()).toBe(1);
  });

  it("that were replaced while the store was away go later; the worker's clean-up does it", async () => {
    await uploadLogo(scope, png);
    const old = await logoNow();
    bucket.failures.push(...Array(9).fill(500));
    await removeLogo(scope);
    bucket.failures.length = 0;
    await systemDb().storedFile.updateMany({ where: { name: old }, data: { keptAt: new Date(Date.now() - 2 * DAY) } });
    await cleanUp(system);
    expect(await names()).not.toContain(old);
    expect(await written()).toBe(0);
  });

  it("are removed at once when their seller is terminated, also an upload that ends in that moment", async () => {
    await uploadLogo(scope, png);
    const logo = await logoNow();
    const visitor = await actingAs({}, () => VisitorScope.resolve());
    expect((await getFile(visitor, { name: logo })).status).toBe(200);
    const operator = await operatorScopeFor((await createOperator()).userId);
    await terminateSeller(operator, { id: seller.id, name: seller.name, reason: "Closed" });
    await expect(getFile(visitor, { name: logo })).rejects.toMatchObject({ code: "not_found" });
    await uploadLogo(scope, png);
    const late = await logoNow();
    await voidTerminated(system);
    await expect(getFile(visitor, { name: late })).rejects.toMatchObject({ code: "not_found" });
    expect(await logoNow()).toBe("");
    expect(await names()).not.toContain(logo);
  });

  it("of sellers that were terminated before this rule was there go with the next sweep", async () => {
    await uploadLogo(scope, png);
    const logo = await logoNow();
    const long = { status: "terminated", terminatedAt: new Date(0), voidedAt: new Date() };
    await systemDb().seller.updateMany({ where: { id: seller.id }, data: long });
    await sweepIn(2);
    expect(await names()).not.toContain(logo);
  });

  it("of one store are written down by no other", async () => {
    const other = await createSeller();
    const row = { sellerId: other.id, name: `${"a".repeat(32)}.webp` };
    await expect(scope.db.storedFile.createMany({ data: row })).rejects.toThrow(/policy/);
    await systemDb().storedFile.createMany({ data: row });
    expect(await scope.db.storedFile.count({ where: { sellerId: other.id } })).toBe(0);
    await systemDb().storedFile.deleteMany({ where: row });
  });
});
