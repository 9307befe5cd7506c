import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { createUser } from "@/prisma/factories/people";
import { actingAs } from "@/prisma/factories/scopes";
import {
  type CreatedCustomer,
  type CreatedSeller,
  createCustomer,
  createMember,
  createSeller,
} from "@/prisma/factories/sellers";
import { createVisit } from "@/prisma/factories/visits";
import { GET as getAnalytics } from "./analytics/route";
import { GET as getVisitors } from "./customers/route";
import { GET as getExport } from "./export/route";
import { GET as getPresent } from "./present/route";
import { GET as getVisits } from "./route";

const ROUTES = {
  "": getVisits,
  "/analytics": getAnalytics,
  "/customers": getVisitors,
  "/present": getPresent,
  "/export": getExport,
} as const;
type Path = keyof typeof ROUTES;
const PATHS = Object.keys(ROUTES) as Path[];

let seller: CreatedSeller;
let customer: CreatedCustomer;
let support: string;

beforeAll(async () => {
  seller = await createSeller();
  support = (await createMember({ seller, role: "support" })).userId;
  customer = await createCustomer({
    seller,
    user: await createUser({ name: "=1+1" }),
    company: 'Deli "Nord", Kiel; +49',
  });
  await createVisit({ customer, visitor: { country: "DE", device: "phone", browser: "@Browser" } });
  await createVisit({ customer, page: { kind: "search", about: "-oat milk" }, seconds: 4 });
});
afterAll(closeDb);

const get = (user: string | undefined, slug: string, path: Path, query = "") =>
  actingAs(user ? { user } : {}, () =>
    ROUTES[path](new Request(`http://localhost/api/vendor/${slug}/visits${path}${query}`), {
      params: Promise.resolve({ seller: slug }),
    }),
  );

describe("GET /api/vendor/[seller]/visits", () => {
  it.each(PATHS)("%s answers any member, uncached, and nobody else", async (path) => {
    const response = await get(support, seller.slug, path);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    if (path !== "/export") expect(await response.json()).toMatchObject({ sellerId: seller.id });
    expect((await get(undefined, seller.slug, path)).status).toBe(401);
    expect((await get(customer.userId, seller.slug, path)).status).toBe(404);
    const { userId } = await createMember({ seller: await createSeller() });
    expect((await get(userId, seller.slug, path)).status).toBe(404);
    expect((await get(support, "no-such-seller", path)).status).toBe(404);
  });

  it("is a page of visits with the number of all", async () => {
    expect(await (await get(support, seller.slug, "", "?count=1&limit=1")).json()).toMatchObject({
      items: [{ customer: { id: customer.id }, country: "DE", pages: [{ kind: "shop" }, { kind: "search" }] }],
      nextCursor: null,
      total: 1,
    });
    expect(await (await get(support, seller.slug, "/present")).json()).toMatchObject({ total: 1 });
    expect(await (await get(support, seller.slug, "/analytics", "?country=DE")).json()).toMatchObject({
      totals: { visits: 1, customers: 1, ordered: 0 },
    });
  });

  it.each([
    ["", "?limit=101"],
    ["", "?cursor=x"],
    ["", "?cursor=WzFd"],
    ["", "?ordered=yes"],
    ["", "?from=2026-02-30"],
    ["/analytics", "?to=20261101"],
    ["/analytics", "?from=2026-11-02&to=2026-11-01"],
    ["/analytics", "?from=2025-01-01&to=2026-11-01"],
    ["/analytics", "?country=all"],
    ["/analytics", "?country=de"],
    ["/analytics", "?customer=1"],
    ["/export", "?customer=x"],
    ["/customers", "?show=all"],
  ] as [Path, string][])("%s%s is refused with a sentence", async (path, query) => {
    const response = await get(support, seller.slug, path, query);
    expect(response.status).toBe(400);
    const { error } = await response.json();
    expect(Object.values(error.fields)).toEqual([expect.stringMatching(/^[A-Z].*\.$/)]);
  });

  it("the file has every detail, and nothing in it that a spreadsheet would run", async () => {
    const response = await get(support, seller.slug, "/export");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="visits-${seller.slug}.csv"`);
    const [head, row, ...rest] = (await response.text()).split("\r\n");
    expect(rest).toEqual([""]);
    const zone = "America/New_York";
    expect(head).toBe(
      `"Came (${zone})","Last seen (${zone})","Customer","Company","Country code","Country","Device","Browser","System","IP address","Seconds","Ordered","Pages"`,
    );
    expect(row).toMatch(
      /^"20[\d-]+ [\d:]{8}","20[\d-]+ [\d:]{8}","'=1\+1","Deli ""Nord"", Kiel; ?'? ?'?\+49","DE","Germany","Phone","'@Browser","Linux","203\.0\.113\.7",4,"No","Start page \(1 view, 0 s\); Search -oat milk \(1 view, 4 s\)"$/,
    );
    expect((await (await get(support, seller.slug, "/export", "?country=FR")).text()).split("\r\n")).toHaveLength(2);
  });
});
