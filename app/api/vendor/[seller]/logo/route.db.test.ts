import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { appUrl, resetEnv } from "@/lib/env";
import { fileNameOf, MAX_PICTURE_BYTES } from "@/lib/files/rules";
import { createUser } from "@/prisma/factories/people";
import { actingAs } from "@/prisma/factories/scopes";
import { createMember, createSeller } from "@/prisma/factories/sellers";
import { GET } from "../../../files/[name]/route";
import { DELETE, POST } from "./route";

vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));

const system = SystemScope.resolve("test").db;
let folder = "";
let png: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "files-"));
  process.env.DATA_DIR = folder;
  resetEnv();
  png = await picture().png().toBuffer();
});
afterAll(async () => {
  await closeDb();
  await rm(folder, { recursive: true });
});

function picture(width = 300, height = 100, colour = "#1d4ed8") {
  return sharp({ create: { width, height, channels: 3, background: colour } });
}

const kept = () => readdir(join(folder, "files")).catch((): string[] => []);

async function store(role: "admin" | "manager" | "support" = "admin") {
  const seller = await createSeller();
  const user = await createUser();
  await createMember({ seller, user, role });
  return { seller, user: user.id };
}

type Answer = { status: number; logo: string | null; error?: { message: string; fields?: { logo?: string } } };

async function send(user: string, slug: string, bytes: Uint8Array | null, method = "POST"): Promise<Answer> {
  const body = bytes && new Uint8Array(bytes);
  const request = new Request(`${appUrl()}/api/vendor/${slug}/logo`, { method, body });
  const door = method === "POST" ? POST : DELETE;
  const response = await actingAs({ user }, () => door(request, { params: Promise.resolve({ seller: slug }) }));
  return { status: response.status, ...(await response.json()) };
}

function fetchFile(name: string): Promise<Response> {
  return actingAs({}, () => GET(new Request(`${appUrl()}/api/files/${name}`), { params: Promise.resolve({ name }) }));
}

async function logoOf(id: string): Promise<string | null> {
  return (await system.seller.findFirstOrThrow({ where: { id } })).logo;
}

describe("a seller's logo", () => {
  it("is shown to everybody who knows its address, for good, and audited", async () => {
    const { seller, user } = await store();
    const { status, logo } = await send(user, seller.slug, png);
    expect([status, logo]).toEqual([200, await logoOf(seller.id)]);
    const file = await fetchFile(fileNameOf(logo) ?? "");
    expect(Object.fromEntries(file.headers)).toMatchObject({
      "content-type": "image/webp",
      "cache-control": "public, max-age=31536000, immutable",
    });
    const shown = await sharp(Buffer.from(await file.arrayBuffer())).metadata();
    expect(shown).toMatchObject({ format: "webp", width: 300, height: 300 });
    expect(await system.auditEvent.findMany({ where: { sellerId: seller.id } })).toMatchObject([
      { action: "seller.settings_changed", actorId: user, data: { what: "logo" } },
    ]);
  });

  it("leaves no file behind when it is replaced or removed, whoever does it at once", async () => {
    const { seller, user } = await store();
    const before = await kept();
    const more = await Promise.all(["#111111", "#222222", "#333333"].map((c) => picture(64, 64, c).png().toBuffer()));
    await Promise.all(more.map((bytes) => send(user, seller.slug, bytes)));
    const left = (await kept()).filter((name) => !before.includes(name));
    expect(left).toEqual([fileNameOf(await logoOf(seller.id))]);
    expect(await send(user, seller.slug, null, "DELETE")).toMatchObject({ status: 200, logo: null });
    expect([await logoOf(seller.id), await kept()]).toEqual([null, before]);
    expect((await fetchFile(left[0] ?? "")).status).toBe(404);
  });

  it("of one seller is untouched by another who uploads and removes the same picture", async () => {
    const [one, other] = [await store(), await store()];
    const { logo } = await send(one.user, one.seller.slug, png);
    await send(other.user, other.seller.slug, png);
    await send(other.user, other.seller.slug, null, "DELETE");
    expect((await fetchFile(fileNameOf(logo) ?? "")).status).toBe(200);
  });

  it("is changed by admins of this seller only", async () => {
    const { seller } = await store();
    const strangers = [await store(), await store("manager"), await store("support")];
    for (const { user, seller: own } of strangers) {
      expect((await send(user, seller.slug, png)).status).toBe(404);
      expect((await send(user, seller.slug, null, "DELETE")).status).toBe(404);
      const mine = (await send(user, own.slug, png)).status;
      expect(mine).toBe(user === strangers[0]?.user ? 200 : 404);
    }
    expect(await logoOf(seller.id)).toBeNull();
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("logo.png")],
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
    [
      "SVG",
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>alert(1)</script></svg>`),
    ],
    ["a PNG's head", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  ])("that is %s is refused at its field, and nothing is kept", async (_what, bytes) => {
    const { seller, user } = await store();
    const before = await kept();
    const answer = await send(user, seller.slug, bytes);
    expect([answer.status, answer.error?.fields]).toEqual([400, { logo: "brand.errors.noPicture" }]);
    expect([await kept(), await logoOf(seller.id)]).toEqual([before, null]);
  });

  it("is read no further than its limit", async () => {
    const { seller, user } = await store();
    expect((await send(user, seller.slug, Buffer.alloc(MAX_PICTURE_BYTES + 1))).status).toBe(413);
  });

  it("can be no address of anybody else's, whatever the code says", async () => {
    const { seller } = await store();
    for (const logo of ["https://evil.example/pixel.gif", "/api/files/../secrets", "javascript:alert(1)"]) {
      await expect(system.seller.updateMany({ where: { id: seller.id }, data: { logo } })).rejects.toThrow();
    }
  });

  it("is found by no other name", async () => {
    for (const name of ["", "..", "../secrets.env", `${"0".repeat(32)}.webp`, `${"0".repeat(32)}.webp.part`, "x"]) {
      expect((await fetchFile(name)).status, name).toBe(404);
    }
  });
});
