import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderStorage } from "@/lib/files/storage/folder";
import { s3Storage } from "@/lib/files/storage/s3";
import type { FileStorage } from "@/lib/files/storage/storage";
import { KEY, startBucket } from "@/lib/files/storage/test-bucket";

let bucket: Awaited<ReturnType<typeof startBucket>>;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "storage-"));
  bucket = await startBucket();
});
afterAll(async () => {
  bucket.close();
  await rm(folder, { recursive: true });
});

const bytes = new Uint8Array([0, 255, 10, 13, 128]);
const storages: Record<string, () => FileStorage> = {
  "a folder": () => folderStorage(join(folder, "files")),
  "a bucket": () => s3Storage({ url: bucket.url, ...KEY }),
  "a bucket named with a slash": () => s3Storage({ url: `${bucket.url}/logos/`, ...KEY }),
};

describe.each(Object.entries(storages))("%s", (_what, storage) => {
  it("gives back what was written, and nothing once it is removed", async () => {
    await storage().write("a.webp", bytes, "image/webp");
    expect(new Uint8Array((await storage().read("a.webp")) ?? [])).toEqual(bytes);
    await storage().remove("a.webp");
    expect(await storage().read("a.webp")).toBeNull();
    await storage().remove("a.webp");
  });

  it("keeps many at once apart", async () => {
    const names = Array.from({ length: 20 }, (_, n) => `${n}.webp`);
    await Promise.all(names.map((name, n) => storage().write(name, new Uint8Array([n]), "image/webp")));
    const read = await Promise.all(names.map((name) => storage().read(name)));
    expect(read.map((each) => each?.[0])).toEqual(names.map((_, n) => n));
    await Promise.all(names.map((name) => storage().remove(name)));
  });
});

it("a folder holds no unfinished file, and removing takes one that a crash left with it", async () => {
  const whole = join(folder, "whole");
  await folderStorage(whole).write("a.webp", bytes, "image/webp");
  expect(await readdir(whole)).toEqual(["a.webp"]);
  await writeFile(join(whole, "b.webp.part"), bytes);
  await folderStorage(whole).remove("b.webp");
  expect(await readdir(whole)).toEqual(["a.webp"]);
});

describe("a bucket that", () => {
  it("fails for a moment is asked again", async () => {
    bucket.failures.push(503, 500);
    await s3Storage({ url: bucket.url, ...KEY }).write("b.webp", bytes, "image/webp");
    expect(bucket.objects.get("/bucket/b.webp")?.type).toBe("image/webp");
  });

  it("does not know the key says no more than that, and nothing is kept", async () => {
    const stranger = s3Storage({ url: bucket.url, ...KEY, secret: "guessed" });
    for (const ask of [
      () => stranger.write("c.webp", bytes, "image/webp"),
      () => stranger.read("b.webp"),
      () => stranger.remove("b.webp"),
    ])
      await expect(ask()).rejects.toThrow(/^The file store answered (PUT|GET|DELETE) with 403\.$/);
    expect([bucket.objects.has("/bucket/c.webp"), bucket.objects.has("/bucket/b.webp")]).toEqual([false, true]);
  });
});
