import { afterAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { foretellRows } from "@/lib/imports/foretelling/queries";
import { getImport } from "@/lib/imports/queries";
import { upload, workOff } from "@/lib/imports/test-support";
import { connectOwner, fingerprint } from "@/prisma/factories/fingerprint";
import { storeScopeFor } from "@/prisma/factories/scopes";
import { createMember, createSeller } from "@/prisma/factories/sellers";
import { createPriceList } from "@/prisma/factories/trade";
import { createClient } from "@/prisma/factories/ways-in";

afterAll(closeDb);

const MAPPING = ["phone", "email", "name", "company", "priceList"] as const;

async function listedStore() {
  const seller = await createSeller();
  const { userId } = await createMember({ seller });
  await createPriceList({ seller, name: "Retail" });
  await createClient({ seller, phone: "+1 202 555 0140", name: "Nina" });
  await createClient({ seller, email: "omar@example.com", name: "Omar" });
  await createClient({ seller, email: "gone@example.com", status: "revoked" });
  // Another store's list is nobody's business here.
  await createClient({ seller: await createSeller(), email: "new@example.com" });
  return await storeScopeFor(userId, seller.slug);
}

const ROWS = [
  ["202 555 0140", "", "Nina", "", ""],
  ["", "OMAR@example.com", "Omar", "Corner Shop", ""],
  ["", "new@example.com", "", "", "retail"],
  ["", "", "", "", ""],
  ["", "gone@example.com", "", "", ""],
  ["+1 202 555 0140", "omar@example.com", "", "", ""],
  ["", "other@example.com", "", "", "No such list"],
  ["12", "", "", "", ""],
  ["", "new@example.com", "", "", ""],
];

describe("what an import would do", () => {
  it("is told before it is started, as it then comes, and nothing is changed by asking", async () => {
    const scope = await listedStore();
    const owner = await connectOwner();
    const before = await fingerprint(owner);
    const asked = { mapping: [...MAPPING], options: { country: "US", priceListId: null }, rows: ROWS };
    const { problems, ...counts } = await foretellRows(scope, asked);
    expect(await fingerprint(owner)).toEqual(before);
    await owner.end();
    expect(counts).toEqual({ sellerId: scope.seller.id, added: 1, updated: 1, unchanged: 1 });
    expect(new Map(problems.map(({ problem, count }) => [problem, count]))).toEqual(
      new Map([
        ["revoked", 1],
        ["duplicate", 2],
        ["priceList", 1],
        ["phone", 1],
      ]),
    );

    const id = await upload(scope, { rows: ROWS });
    await workOff();
    const done = await getImport(scope, id);
    // The blank line is skipped, too.
    expect(done).toMatchObject({ added: counts.added, updated: counts.updated, skipped: counts.unchanged + 1 });
    expect(done.reasons.map(({ problem, count }) => [problem, count]).sort()).toEqual(
      problems.map(({ problem, count }) => [problem, count]).sort(),
    );
  });

  it("depends on where numbers without a country code are from", async () => {
    const scope = await listedStore();
    const options = { country: null, priceListId: null };
    const told = await foretellRows(scope, { mapping: [...MAPPING], options, rows: ROWS.slice(0, 1) });
    expect(told).toMatchObject({ unchanged: 0, problems: [{ problem: "needsCountry", count: 1 }] });
  });
});
