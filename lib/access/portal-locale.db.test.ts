import { afterAll, expect, it } from "vitest";
import { closeDb } from "@/lib/db/client";
import { systemDb } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { actingAs } from "@/prisma/factories/scopes";
import { createMember, createSeller } from "@/prisma/factories/sellers";
import { findPortalLocale } from "./portal-locale";

afterAll(closeDb);

it("a portal speaks its member's language there, and nobody else's: each store its own, former members' no more", async () => {
  const [first, second, other] = [await createSeller(), await createSeller(), await createSeller()];
  const user = await createUser({ locale: "en" });
  const { id } = await createMember({ seller: first, user, locale: "ar" });
  await createMember({ seller: second, user, locale: "de" });
  const spoken = (slug: string) => actingAs({ user: user.id }, () => findPortalLocale(slug));
  expect(await spoken(first.slug)).toBe("ar");
  expect(await spoken(second.slug)).toBe("de");
  for (const slug of [other.slug, "no-such-store", "%%%"]) expect(await spoken(slug)).toBeNull();
  expect(await actingAs({}, () => findPortalLocale(first.slug))).toBeNull();
  await createMember({ seller: first });
  await systemDb().member.updateMany({ where: { id }, data: { status: "deactivated" } });
  expect(await spoken(first.slug)).toBeNull();
  await systemDb().seller.updateMany({ where: { id: second.id }, data: { status: "terminated" } });
  expect(await spoken(second.slug)).toBeNull();
});
