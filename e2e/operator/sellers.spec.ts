import { systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { createMember, createSeller } from "@/prisma/factories/sellers";
import { expect, messageTo, test } from "../support/test";

const OPERATOR = "operator@example.com";
const NOT_FOUND = { level: 1, name: "Page not found" } as const;

test("a seller that is terminated while its member and its customer work: both are out with the next request, the rows stay, only operators see it", async ({
  as,
  house,
}) => {
  const { seller } = house;
  const [member, customer, operator] = [await as(house.admin.id), await as(house.buyer.id), await as(OPERATOR)];
  await member.goto(`/vendor/${seller.slug}`);
  await expect(member.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await customer.goto(`/s/${seller.slug}`);
  await expect(customer.getByRole("heading", { level: 1, name: seller.name })).toBeVisible();
  const counts = () =>
    Promise.all([
      systemDb().customer.count({ where: { sellerId: seller.id } }),
      systemDb().order.count({ where: { sellerId: seller.id } }),
      systemDb().member.count({ where: { sellerId: seller.id } }),
    ]);
  const before = await counts();

  await operator.goto(`/admin/sellers/${seller.slug}`);
  await operator.getByRole("button", { name: "Terminate" }).click();
  const dialog = operator.getByRole("alertdialog");
  await expect(dialog.getByText("1 member", { exact: true })).toBeVisible();
  await expect(dialog.getByText("1 invite", { exact: true })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("The company is dissolved");
  await dialog.getByRole("textbox", { name: "Seller’s name" }).fill("something else");
  await dialog.getByRole("button", { name: "Terminate" }).click();
  await expect(dialog.getByText("This is not the seller’s name.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Reason" })).toHaveValue("The company is dissolved");
  expect((await member.request.get(`/api/vendor/${seller.slug}/products`)).status()).toBe(200);
  await dialog.getByRole("textbox", { name: "Seller’s name" }).fill(seller.name);
  await dialog.getByRole("button", { name: "Terminate" }).click();
  await expect(operator.getByText("Terminated: only operators see it")).toBeVisible();

  expect((await member.request.get(`/api/vendor/${seller.slug}/products`)).status()).toBe(404);
  expect((await customer.request.get(`/api/s/${seller.slug}/products`)).status()).toBe(404);
  for (const [page, path] of [
    [member, `/vendor/${seller.slug}/orders`],
    [customer, `/s/${seller.slug}/orders`],
  ] as const) {
    await page.goto(path);
    // It was theirs: they are told that it is gone, and see nothing of it.
    await expect(page.getByText(new RegExp(`^${seller.name} was closed on `))).toBeVisible();
    await expect(page.getByText(house.product.name)).toHaveCount(0);
    await page.goto("/sellers");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText(seller.name)).toHaveCount(0);
  }
  expect(await counts()).toEqual(before);
  await operator.goto(`/admin/sellers/${seller.slug}?tab=customers`);
  await expect(operator.getByText("Revoked").first()).toBeVisible();
  await expect(operator.getByRole("button", { name: "Terminate" })).toHaveCount(0);
});

test("an operator looks into a store: to read, with a reason, said on every page and in the store's activity, until they stop", async ({
  as,
  house,
}) => {
  const { seller } = house;
  const operator = await as(OPERATOR);
  await operator.goto(`/vendor/${seller.slug}`);
  await expect(operator.getByRole("heading", NOT_FOUND)).toBeVisible();
  const began = new Date();
  await operator.goto(`/admin/sellers/${seller.slug}`);
  await operator.getByRole("button", { name: "Look into store" }).click();
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Because");
  await dialog.getByRole("button", { name: "Look into store" }).click();
  await expect(dialog.getByText("Say why in at least 10 characters")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("They asked about a missing order");
  await dialog.getByRole("combobox", { name: "For how long" }).selectOption("30");
  await dialog.getByRole("button", { name: "Look into store" }).click();

  await expect(operator).toHaveURL(new RegExp(`/vendor/${seller.slug}$`));
  const banner = operator.getByText(`Olivia Grant looks into ${seller.name} as an operator`);
  await expect(banner).toBeVisible();
  await operator.getByRole("link", { name: "Customers", exact: true }).first().click();
  await expect(operator.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  await expect(banner).toBeVisible();
  await expect(operator.getByRole("button", { name: "Invite customers" })).toHaveCount(0);
  expect((await operator.request.get(`/api/vendor/${seller.slug}/customers/export`)).status()).toBe(200);

  const member = await as(house.admin.id);
  await member.goto(`/vendor/${seller.slug}/audit`);
  await expect(member.getByText("Started to look into the store: “They asked about a missing order”")).toBeVisible();
  await expect(member.getByText("Looked at customers").first()).toBeVisible();
  await expect(member.getByText("Platform operator").filter({ visible: true }).first()).toBeVisible();

  await operator.getByRole("button", { name: "Stop looking" }).click();
  await expect(operator.getByRole("heading", { level: 1, name: seller.name })).toBeVisible();
  expect((await operator.request.get(`/api/vendor/${seller.slug}/customers`)).status()).toBe(404);
  // A tab that stood open, or "back", leads here, and the store reads of no attempt.
  await operator.goto(`/vendor/${seller.slug}/customers`);
  await expect(operator).toHaveURL(new RegExp(`/admin/sellers/${seller.slug}\\?look=over$`));
  await expect(operator.getByText(`The look into ${seller.name} has ended`)).toBeVisible();
  await member.reload();
  await expect(member.getByText("Stopped looking into the store").first()).toBeVisible();
  const attempts = { sellerId: seller.id, action: "access.refused", createdAt: { gt: began } };
  expect(await systemDb().auditEvent.count({ where: attempts })).toBe(0);
});

test("an operator sets terms, invites a member, and cannot remove the last admin either", async ({ as, request }) => {
  const seller = await createSeller({ name: unique("Terms"), discoverable: false });
  await createMember({ seller, user: await createUser({ name: "Only Admin" }) });
  const operator = await as(OPERATOR);
  await operator.goto(`/admin/sellers/${seller.slug}`);
  await operator.getByRole("textbox", { name: "Commission in percent" }).fill("a lot");
  await operator.getByRole("button", { name: "Save terms" }).click();
  await expect(operator.getByText("A commission is between 0 and 100")).toBeVisible();
  await operator.getByRole("textbox", { name: "Commission in percent" }).fill("7,5");
  await operator.getByRole("textbox", { name: "Invites a day" }).fill("50");
  await operator.getByRole("button", { name: "Save terms" }).click();
  await expect(operator.getByText("7.5%")).toBeVisible();

  await operator.getByRole("link", { name: "Members", exact: true }).click();
  await operator.getByRole("button", { name: "Remove Only Admin" }).click();
  await operator.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(operator.getByText("A store keeps at least one active admin.")).toBeVisible();
  await operator.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();

  const email = `${unique("newcomer")}@example.com`;
  await operator.getByRole("button", { name: "Add member" }).click();
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Email" }).fill(email);
  await dialog.getByRole("button", { name: "Add member" }).click();
  await expect(operator.getByRole("heading", { name: "Open invites of members" })).toBeVisible();
  await messageTo(request, email, new RegExp(seller.name));
});
