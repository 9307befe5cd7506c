import { unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createPriceList } from "@/prisma/factories/trade";
import { createClient } from "@/prisma/factories/ways-in";
import { expect, test } from "../support/test";

/** Found by a word of its own, behind the sellers of the demo. */
async function shop() {
  const word = unique("zz").replace(/\W/g, "");
  const seller = await createSeller({ name: `Zz ${word}`, trade: "Rope", town: "Zürich" });
  const admin = await createUser({ name: "Admin" });
  await createMember({ seller, user: admin });
  const priceList = await createPriceList({ seller });
  return { word, seller, admin, priceList };
}

test("a seller is found, asked, asked no more, asked again in other words, and lets in", async ({ as }) => {
  const { word, seller, admin } = await shop();
  const person = await createUser({ name: "Lena Fischer", company: "Fischer Werkstatt" });
  const customer = await as(person.id);
  await customer.goto("/sellers/find");
  await customer.getByRole("searchbox", { name: "Search sellers" }).fill(`zurich ${word.slice(0, -1)}`);
  const card = customer.getByRole("listitem", { name: seller.name });
  await card.getByRole("button", { name: "Request access" }).click();
  await expect(card.getByText("Requested", { exact: true })).toBeVisible();
  await card.getByRole("button", { name: "Withdraw request" }).click();
  await card.getByRole("button", { name: "Add a note" }).press("Enter");
  await expect(card.getByRole("textbox", { name: "Note to the seller" })).toBeFocused();
  await expect(card.getByRole("textbox", { name: "Company" })).toHaveValue("Fischer Werkstatt");
  await card.getByRole("textbox", { name: "Company" }).fill("Seilerei Fischer");
  await card.getByRole("textbox", { name: "Note to the seller" }).fill("We need rope every week.");
  await card.getByRole("button", { name: "Request access" }).press("Enter");
  await expect(card.getByText("Requested", { exact: true })).toBeVisible();

  const member = await as(admin.id);
  await member.goto(`/vendor/${seller.slug}/requests`);
  const row = member.getByRole("row", { name: "Seilerei Fischer" });
  await expect(row).toContainText("We need rope every week.");
  await row.getByRole("button", { name: "Approve" }).click();
  await expect(row).toHaveCount(0);

  await customer.reload();
  await expect(card.getByText("Approved", { exact: true })).toBeVisible();
  await customer.goto(`/s/${seller.slug}`);
  await expect(customer.getByRole("heading", { level: 1, name: seller.name })).toBeVisible();
});

test("members reject, take it back, and approve one by one or many at once", async ({ as }) => {
  const { seller, admin } = await shop();
  for (const company of ["Corner Café", "Old Port Bistro", "Mill Street Kitchen"])
    await createCustomer({ seller, user: await createUser({ company }), status: "requested" });
  const page = await as(admin.id);
  await page.goto(`/vendor/${seller.slug}/requests`);
  const row = page.getByRole("row", { name: "Corner Café" });
  // By keyboard: the dialog begins with what is to be filled in.
  await row.getByRole("button", { name: "Reject" }).press("Enter");
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await page.keyboard.type("Trade only");
  await dialog.getByRole("button", { name: "Reject" }).press("Enter");
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Open the request of Corner Café" }).click();
  await page.getByRole("textbox", { name: "Your note about them" }).fill("Met at the fair");
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.getByRole("button", { name: "Approve" }).first().click();
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("No requests waiting")).toBeVisible();
  await page.goto(`/vendor/${seller.slug}/customers?q=corner`);
  await expect(page.getByRole("row", { name: "Corner Café" })).toContainText("Approved");
});

test("whoever was rejected reads why, and when they may ask again", async ({ as }) => {
  const { word, seller } = await shop();
  const person = await createUser();
  await createCustomer({ seller, user: person, status: "rejected", decisionNote: "We only deliver in Zürich." });
  const page = await as(person.id);
  await page.goto(`/sellers/find?q=${word}`);
  const card = page.getByRole("listitem", { name: seller.name });
  await expect(card).toContainText("We only deliver in Zürich.");
  await expect(card).toContainText("You may ask again from");
  await expect(card.getByRole("button")).toHaveCount(0);
});

test("whoever is on the client list does not wait", async ({ as }) => {
  const { word, seller } = await shop();
  const person = await createUser();
  await createClient({ seller, email: person.contacts[0]?.value ?? "" });
  const page = await as(person.id);
  await page.goto(`/sellers/find?q=${word}`);
  const card = page.getByRole("listitem", { name: seller.name });
  await card.getByRole("button", { name: "Request access" }).click();
  await expect(card.getByText("Approved", { exact: true })).toBeVisible();
});

test("who is told of what is switched in one place", async ({ as }) => {
  const { seller, admin } = await shop();
  const page = await as(admin.id);
  await page.goto(`/vendor/${seller.slug}/requests`);
  await page.getByRole("link", { name: "Notices" }).click();
  const asked = page.getByRole("switch", { name: "New access requests" });
  await expect(asked).toBeChecked();
  await asked.click();
  await page.getByRole("region", { name: "Notices" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The notices are saved.")).toBeVisible();
  await page.reload();
  await expect(asked).not.toBeChecked();
});
