import { readFileSync } from "node:fs";
import { systemDb, unique } from "@/prisma/factories/db";
import { createOperator, createSession, createUser } from "@/prisma/factories/people";
import { createCustomer, createMember } from "@/prisma/factories/sellers";
import { baseUrl, expect, test } from "../support/test";

const OPERATOR = "operator@example.com";

test("a user is found by the whole contact, signed out, disabled, enabled, exported and erased", async ({
  as,
  house,
}) => {
  const email = `${unique("nina")}@example.com`;
  const user = await createUser({ name: "Nina Park", contacts: [email] });
  await createCustomer({ seller: house.seller, user });
  const theirs = await as(user.id);
  await theirs.goto(`/s/${house.seller.slug}`);
  await expect(theirs.getByRole("heading", { level: 1, name: house.seller.name })).toBeVisible();

  const page = await as(OPERATOR);
  await page.goto("/admin/users");
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  const search = page.getByRole("searchbox", { name: "Name, mobile number or email" });
  await search.fill(email.slice(0, -3));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nobody found")).toBeVisible();
  await search.fill(email);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Nina Park" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nina Park" })).toBeVisible();
  await expect(page.getByText("n•••@example.com")).toBeVisible();
  // What the operator typed stands in the search that they came from, which is kept, but hidden.
  await expect(page.getByText(email).filter({ visible: true })).toHaveCount(0);

  await page.getByRole("button", { name: "End sessions" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End sessions" }).click();
  await expect(page.getByText("1 session ended.")).toBeVisible();
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in/);

  await page.getByRole("button", { name: "Disable" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Disable" }).click();
  await expect(dialog.getByText("Say why: the activity keeps it.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Stolen telephone");
  await dialog.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("This user is disabled and cannot sign in.")).toBeVisible();
  await page.getByRole("button", { name: "Enable" }).click();
  await expect(page.getByText("This user is disabled and cannot sign in.")).toHaveCount(0);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  const all = JSON.parse(readFileSync(await (await downloading).path(), "utf8"));
  expect(all.contacts).toMatchObject([{ value: email }]);

  await page.getByRole("button", { name: "Erase" }).click();
  await dialog.getByRole("textbox", { name: /^Type/ }).fill("Nina");
  await dialog.getByRole("button", { name: "Erase" }).click();
  await expect(dialog.getByText("This is not what was asked for. Nothing was erased.")).toBeVisible();
  await dialog.getByRole("textbox", { name: /^Type/ }).fill("Nina Park");
  await dialog.getByRole("button", { name: "Erase" }).click();
  await expect(page.getByText("This user is erased.", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Erased, name removed" })).toBeVisible();

  await page.goto(`/admin/audit?what=users&who=operators`);
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  for (const said of ["Erased a user", "Exported everything about a user", "Enabled a user"])
    await expect(page.getByText(said).first()).toBeVisible();
  await expect(page.getByText("Disabled a user: “Stolen telephone”").first()).toBeVisible();
});

test("disabling the last admin of a store says which store it leaves without one, and suspends it in the same step", async ({
  as,
  house,
}) => {
  await createMember({ seller: house.seller, role: "support" });
  await createSession(house.admin.id);
  const page = await as(OPERATOR);
  await page.goto(`/admin/users/${house.admin.id}`);
  await page.getByRole("button", { name: "Disable" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByText(`They are the last admin of ${house.seller.name}.`)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Left the company");
  await dialog.getByRole("button", { name: "Disable and suspend" }).click();
  await expect(dialog).toBeHidden();
  const { status } = await systemDb().seller.findFirstOrThrow({ where: { id: house.seller.id } });
  const user = await systemDb().user.findFirstOrThrow({ where: { id: house.admin.id } });
  expect([status, user.status]).toEqual(["suspended", "disabled"]);
});

test("a support operator sees users and may end sessions, nothing more; what is forced is refused", async ({
  as,
  house,
}) => {
  const { userId } = await createOperator({ name: "Sam Support", role: "support" });
  const page = await as(userId);
  await page.goto(`/admin/users/${house.buyer.id}`);
  await expect(page.getByRole("button", { name: "End sessions" })).toBeVisible();
  for (const name of ["Disable", "Erase"]) await expect(page.getByRole("button", { name })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Export" })).toHaveCount(0);
  const forced = await page.request.get(`${baseUrl()}/api/admin/users/${house.buyer.id}/export`);
  expect(forced.status()).toBe(404);
});
