import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { folderStorage } from "@/lib/files/storage/folder";
import { s3Storage } from "@/lib/files/storage/s3";
import type { FileStorage } from "@/lib/files/storage/storage";

const KEY = { keyId: "test-key", secret: "test-secret", region: "eu-test-1" };

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();

/** AWS Signature Version 4, worked out from what arrived. */
function signatureOf({ method = "", url = "", headers }: IncomingMessage, body: Buffer): string {
  const said = /Credential=[^/]+\/(\d+)\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+)/.exec(
    headers.authorization ?? "",
  );
  const [, day = "", region = "", names = ""] = said ?? [];
  const content = String(headers["x-amz-content-sha256"]);
  if (method === "PUT" && content !== sha256(body)) return "another content";
  const lines = names.split(";").map((name) => `${name}:${headers[name]}\n`);
  const canonical = [method, url, "", lines.join(""), names, content].join("\n");
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], `${day}/${region}/s3/aws4_request`, sha256(canonical)].join(
    "\n",
  );
  const key = ["s3", "aws4_request"].reduce<Buffer>(hmac, hmac(hmac(`AWS4${KEY.secret}`, day), region));
  return hmac(key, text).toString("hex");
}

/** A bucket at /bucket that checks who signed, and fails as often as it is told. */
const objects = new Map<string, { type: string | undefined; bytes: Buffer }>();
let failures: number[] = [];
const server = createServer(async (request, response) => {
  const bytes = await buffer(request);
  const failure = failures.shift();
  if (failure) return response.writeHead(failure).end("<Error>owner of the bucket</Error>");
  if (!request.headers.authorization?.endsWith(`Signature=${signatureOf(request, bytes)}`))
    return response.writeHead(403).end("<Error>SignatureDoesNotMatch</Error>");
  const name = request.url ?? "";
  if (request.method === "PUT") objects.set(name, { type: request.headers["content-type"], bytes });
  if (request.method === "DELETE") return response.writeHead(objects.delete(name) ? 204 : 404).end();
  const object = objects.get(name);
  return object ? response.writeHead(200).end(object.bytes) : response.writeHead(404).end("<Error>NoSuchKey</Error>");
});

let url = "";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "storage-"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/bucket`;
});
beforeEach(() => {
  failures = [];
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const bytes = new Uint8Array([0, 255, 10, 13, 128]);
const storages: Record<string, () => FileStorage> = {
  "a folder": () => folderStorage(join(folder, "files")),
  "a bucket": () => s3Storage({ url, ...KEY }),
  "a bucket named with a slash": () => s3Storage({ url: `${url}/logos/`, ...KEY }),
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

it("a folder holds no unfinished file", async () => {
  await folderStorage(join(folder, "whole")).write("a.webp", bytes, "image/webp");
  expect(await readdir(join(folder, "whole"))).toEqual(["a.webp"]);
});

describe("a bucket that", () => {
  it("fails for a moment is asked again", async () => {
    failures = [503, 500];
    await s3Storage({ url, ...KEY }).write("b.webp", bytes, "image/webp");
    expect(objects.get("/bucket/b.webp")?.type).toBe("image/webp");
  });

  it("does not know the key says no more than that, and nothing is kept", async () => {
    const stranger = s3Storage({ url, ...KEY, secret: "guessed" });
    for (const ask of [
      () => stranger.write("c.webp", bytes, "image/webp"),
      () => stranger.read("b.webp"),
      () => stranger.remove("b.webp"),
    ])
      await expect(ask()).rejects.toThrow(/^The file store answered (PUT|GET|DELETE) with 403\.$/);
    expect([objects.has("/bucket/c.webp"), objects.has("/bucket/b.webp")]).toEqual([false, true]);
  });
});
