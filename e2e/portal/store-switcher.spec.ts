import AxeBuilder from "@axe-core/playwright";
import type { Page, Route } from "@playwright/test";
import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { createMember, createSeller } from "@/prisma/factories/sellers";
import { createHouse } from "@/prisma/factories/world";
import { expect, test } from "../support/test";

/** Requests reach the server at once; their answers come when they are let through. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let reached: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const hold = async (route: Route) => {
    const response = await route.fetch();
    reached();
    await opened;
    // Given up by the page meanwhile: nobody waits for it.
    await route.fulfill({ response }).catch(() => undefined);
  };
  return { hold, held, open: () => open() };
}

async function twoStores() {
  const [a, b] = [await createHouse(), await createHouse()];
  await createMember({ seller: b.seller, user: a.admin });
  return { a, b, user: a.admin.id };
}

async function switchTo(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Switch store" }).click();
  await page.getByRole("menuitem", { name }).click();
}

test("switching while a slow list loads and a slow save runs: only the right store's data is seen and stored", async ({
  as,
}) => {
  const { a, b, user } = await twoStores();
  const page = await as(user);
  const list = gate();
  await page.route(`**/api/vendor/${a.seller.slug}/products?**`, list.hold);
  await page.goto(`/vendor/${a.seller.slug}/products`);
  await page.getByRole("searchbox", { name: "Search products" }).fill(a.product.sku);
  await list.held;
  await switchTo(page, b.seller.name);
  await expect(page).toHaveURL(new RegExp(`/vendor/${b.seller.slug}/products`));
  list.open();
  await expect(page.getByText(b.product.sku).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText(a.product.sku)).toHaveCount(0);

  const save = gate();
  await page.goto(`/vendor/${a.seller.slug}/customers/${a.customer.id}`);
  await page.route(`**/vendor/${a.seller.slug}/**`, (route) =>
    route.request().method() === "POST" ? save.hold(route) : route.fallback(),
  );
  await page.getByRole("textbox", { name: /^Note/ }).fill("Written in A");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await save.held;
  await switchTo(page, b.seller.name);
  // It is waited for, but not for ever; what became of it is told.
  await expect(page.getByText(`Your last change in ${a.seller.name} is still being saved…`)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/vendor/${b.seller.slug}/customers`));
  save.open();
  await expect(
    page.getByText(`It is not certain that your last change in ${a.seller.name} was saved. Look there again.`),
  ).toBeVisible();
  await expect(page).toHaveTitle(`Customers · ${b.seller.name}`);
  await expect(page.getByText("The customer is saved.")).toHaveCount(0);
  expect(await page.content()).not.toContain("Written in A");
  const notes = await systemDb().customer.findMany({ where: { note: "Written in A" }, select: { sellerId: true } });
  expect(notes).toEqual([{ sellerId: a.seller.id }]);
});

test("switching waits for a save that is still going up, and stays where it was refused", async ({ as }) => {
  const { a, b, user } = await twoStores();
  const page = await as(user);
  const noteOf = async () => (await systemDb().customer.findFirst({ where: { id: a.customer.id } }))?.note;
  const note = page.getByRole("textbox", { name: /^Note/ });
  const waiting = page.getByText(`Your last change in ${a.seller.name} is still being saved…`);
  /** The request itself leaves the browser only when it is let go: given up before, it would be lost. */
  const goingUp = async (words: string) => {
    const { promise: letGo, resolve } = Promise.withResolvers<void>();
    await page.goto(`/vendor/${a.seller.slug}/customers/${a.customer.id}`);
    await page.route(`**/vendor/${a.seller.slug}/**`, async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      await letGo;
      await route.continue().catch(() => undefined);
    });
    await note.fill(words);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await switchTo(page, b.seller.name);
    await expect(waiting).toBeVisible();
    return resolve;
  };
  (await goingUp("Slow but sure"))();
  await expect(page).toHaveURL(new RegExp(`/vendor/${b.seller.slug}/customers`));
  await expect(page.getByText(`Your last change in ${a.seller.name} was saved.`)).toBeVisible();
  expect(await noteOf()).toBe("Slow but sure");
  await page.unrouteAll();

  const letGo = await goingUp("Too late");
  await systemDb().seller.update({ where: { id: a.seller.id }, data: { status: "suspended" } });
  letGo();
  await expect(waiting).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/vendor/${a.seller.slug}/customers/`));
  await expect(page.getByText("This does not exist, or is not open to you.")).toBeVisible();
  expect(await noteOf()).toBe("Slow but sure");
});

test("two tabs in two stores: what one writes and the other reads stays apart", async ({ as }) => {
  const { a, b, user } = await twoStores();
  const one = await as(user);
  const two = await one.context().newPage();
  await one.goto(`/vendor/${a.seller.slug}/customers/${a.customer.id}`);
  await two.goto(`/vendor/${b.seller.slug}/customers/${b.customer.id}`);
  for (const [page, words] of [
    [one, "Note of A"],
    [two, "Note of B"],
  ] as const) {
    await page.getByRole("textbox", { name: /^Note/ }).fill(words);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("The customer is saved.")).toBeVisible();
  }
  const noteOf = async ({ seller, customer }: typeof a) =>
    (await systemDb().customer.findFirst({ where: { sellerId: seller.id, id: customer.id } }))?.note;
  expect([await noteOf(a), await noteOf(b)]).toEqual(["Note of A", "Note of B"]);
});

test("hundreds of stores are searched at once, by the keyboard alone, from the switcher and from the palette", async ({
  as,
}) => {
  const person = await createUser({ name: "Many Stores" });
  const mark = unique("Depot");
  const first = await createSeller({ name: `${mark} 000`, discoverable: false });
  await createMember({ seller: first, user: person });
  for (let n = 1; n < 300; n++) {
    const seller = await createSeller({
      name: `${mark} ${String(n).padStart(3, "0")}${n === 217 ? " Zürich" : ""}`,
      discoverable: false,
      status: n === 218 ? "suspended" : "open",
    });
    await createMember({ seller, user: person, role: n === 217 ? "support" : "admin" });
  }
  const page = await as(person.id);
  await page.goto(`/vendor/${first.slug}/members`);
  await page.getByRole("button", { name: "Switch store" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("searchbox", { name: "Search stores" })).toBeFocused();
  await expect(page.getByRole("menuitem")).toHaveCount(51);
  await expect(page.getByText("250 more are found by typing")).toBeVisible();
  await page.keyboard.type("218");
  await expect(page.getByRole("menuitem", { name: new RegExp(`${mark} 218`) }).getByText("Suspended")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("searchbox", { name: "Search stores" }).fill("zurich");
  await page.keyboard.press("Enter");
  // Support there may not see members: the overview instead.
  await expect(page).toHaveTitle(`Overview · ${mark} 217 Zürich`);
  await page.getByRole("button", { name: "Switch store" }).click();
  // Whoever was visited last comes first.
  await expect(page.getByRole("menuitem").first()).toContainText(`${mark} 217`);
  await expect(page.getByRole("menuitem").nth(1)).toContainText(`${mark} 000`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type(`${mark} 111`);
  await page.getByRole("option", { name: new RegExp(`${mark} 111`) }).click();
  await expect(page).toHaveTitle(`Overview · ${mark} 111`);
});

test("few stores are switched by the keyboard alone, too: arrows, first letter, Enter, and Enter on one's own store stays", async ({
  as,
}) => {
  const person = await createUser({ name: "Few Stores" });
  const mark = unique("x");
  const [quay, alp, zoo] = [
    await createSeller({ name: `Quay ${mark}`, discoverable: false }),
    await createSeller({ name: `Älpler ${mark}`, discoverable: false }),
    await createSeller({ name: `Zoo ${mark}`, discoverable: false }),
  ];
  for (const seller of [quay, alp, zoo]) await createMember({ seller, user: person });
  const page = await as(person.id);
  await page.goto(`/vendor/${quay.slug}/members`);
  const trigger = page.getByRole("button", { name: "Switch store" });
  const item = (name: string) => page.getByRole("menuitem", { name: new RegExp(name) });
  await trigger.focus();
  await page.keyboard.press("Enter");
  // One's own comes first; Enter most likely means another.
  await expect(item(`Älpler ${mark}`)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(item(`Quay ${mark}`)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem").last()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(item(`Quay ${mark}`)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(trigger).toBeFocused();
  await expect(page).toHaveTitle(`Members · Quay ${mark}`);
  await page.keyboard.press("Enter");
  await expect(item(`Älpler ${mark}`)).toBeFocused();
  await page.keyboard.press("z");
  await expect(item(`Zoo ${mark}`)).toBeFocused();
  await page.keyboard.press("a");
  await page.keyboard.press("a");
  await expect(item(`Älpler ${mark}`)).toBeFocused();
  await page.keyboard.press("z");
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle(`Members · Zoo ${mark}`);
});

test("signing out, or losing a membership, in one tab reaches all tabs", async ({ as }) => {
  const { a, b, user } = await twoStores();
  const one = await as(user);
  await one.goto(`/vendor/${a.seller.slug}/products`);
  const two = await one.context().newPage();
  await two.goto(`/vendor/${a.seller.slug}/orders`);
  const other = await one.context().newPage();
  await other.goto(`/vendor/${b.seller.slug}/products`);
  await expect(other.getByText(b.product.sku).first()).toBeVisible();

  await createMember({ seller: a.seller });
  await systemDb().member.deleteMany({ where: { sellerId: a.seller.id, userId: user } });
  await one.reload();
  await expect(one.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  await expect(two.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  await expect(two.getByText(a.seller.name)).toHaveCount(0);
  await expect(other.getByText(b.product.sku).first()).toBeVisible();

  await one.goto(`/vendor/${b.seller.slug}`);
  await one.getByRole("button", { name: "Your menu" }).first().click();
  await one.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await expect(other.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await other.goBack();
  await expect(other.getByText(b.product.sku)).toHaveCount(0);
});
