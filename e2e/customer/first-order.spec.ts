import type { Page } from "@playwright/test";
import { contactLookups } from "@/lib/contacts/sealing";
import { systemDb } from "@/prisma/factories/db";
import { contactOf } from "@/prisma/factories/people";
import { expect, messageTo, signInByCode, test } from "../support/test";

const NUMBER = "+1 202 555 0190";

async function invite(admin: Page, slug: string, contact: string): Promise<void> {
  await admin.goto(`/vendor/${slug}/invites`);
  await admin.getByRole("button", { name: "Invite customers" }).first().click();
  const dialog = admin.getByRole("dialog", { name: "Invite customers" });
  await dialog.getByRole("textbox", { name: "Mobile numbers or emails" }).fill(contact);
  await dialog.getByRole("button", { name: /^Send invite/ }).click();
  await expect(admin.getByText("One invite is on its way.").first()).toBeVisible();
}

async function inviteLink(page: Page, seller: string): Promise<string> {
  const { text } = await messageTo(page.request, NUMBER, new RegExp(`${seller} invites you`));
  return /https?:\/\/\S+\/invite\/\S+/.exec(text)?.[0] ?? "";
}

/** The row of the invites table that this contact has. */
function rowOf(admin: Page) {
  return admin.getByRole("row").filter({ hasText: "0190" });
}

async function usersOf(contact: string): Promise<string[]> {
  const lookup = { in: contactLookups(contactOf(contact)) };
  return (await systemDb().contact.findMany({ where: { lookup } })).map(({ userId }) => userId);
}

test("an invited customer signs in by code, orders, and is seen; a second seller's invite makes no second user", async ({
  as,
  browser,
}) => {
  test.setTimeout(150_000);
  const admin = await as("ada@example.com");
  const guest = await (await browser.newContext()).newPage();

  await test.step("the admin invites a new mobile number; the message is in the inbox", async () => {
    await invite(admin, "harbor-foods", NUMBER);
    await expect(rowOf(admin)).toContainText("Sent");
    await guest.goto("/dev/inbox");
    await expect(guest.getByRole("heading", { name: "Inbox" })).toBeVisible();
    await expect(guest.getByText("Harbor Foods invites you").first()).toBeVisible();
  });

  const link = await inviteLink(guest, "Harbor Foods");
  await test.step("opening the link, also many times, changes nothing", async () => {
    for (let times = 0; times < 3; times++) await guest.request.get(link);
    await guest.goto(link);
    await expect(guest.getByRole("heading", { level: 1, name: "Join Harbor Foods" })).toBeVisible();
    await expect(guest.getByText("555 0190")).toHaveCount(0);
    const [userId] = await usersOf(NUMBER);
    expect(await systemDb().invite.findMany({ where: { userId }, select: { status: true } })).toEqual([
      { status: "sent" },
    ]);
  });

  await test.step("its owner signs in with the code, gives a name, stands in the shop", async () => {
    await guest
      .getByRole("link", { name: "Continue" })
      .or(guest.getByRole("button", { name: "Continue" }))
      .click();
    await signInByCode(guest, NUMBER);
    await expect(guest.getByRole("heading", { level: 1, name: "What should we call you?" })).toBeVisible();
    await guest.getByRole("textbox", { name: "Name" }).fill("Greta Holm");
    await guest.getByRole("textbox", { name: "Company" }).fill("Holm & Sons");
    await guest.getByRole("button", { name: "Continue" }).click();
    await expect(guest).toHaveURL("/s/harbor-foods");
    await expect(guest.getByRole("heading", { level: 1, name: "Harbor Foods" })).toBeVisible();
  });

  const number = await test.step("orders", async () => {
    await guest.getByRole("searchbox", { name: "Search products" }).fill("Smoked salmon");
    const product = guest
      .getByRole("listitem")
      .filter({ has: guest.getByRole("heading", { name: "Smoked salmon, sliced, 1 kg" }) });
    await product.getByRole("textbox", { name: "Quantity" }).fill("3");
    await product.getByRole("button", { name: "Add" }).click();
    await expect(guest.getByText("3 × Smoked salmon, sliced, 1 kg in the basket")).toBeVisible();
    await guest.getByRole("link", { name: "Basket" }).first().click();
    await expect(guest.getByRole("heading", { level: 1, name: "Basket" })).toBeVisible();
    await guest.getByRole("textbox", { name: "PO number" }).fill("HOLM-1");
    await guest.getByRole("textbox", { name: "Note" }).fill("First order");
    await guest.getByRole("button", { name: "Place order" }).click();
    const heading = guest.getByRole("heading", { level: 1, name: /^Order \d+$/ });
    await expect(heading).toBeVisible();
    await expect(guest.getByText("$98.40").first()).toBeVisible();
    return (await heading.textContent())?.replace(/\D/g, "") ?? "";
  });

  await test.step("the admin sees and confirms the order; the invite reads used", async () => {
    await admin.goto("/vendor/harbor-foods/orders");
    await admin.getByRole("link", { name: number, exact: true }).click();
    await expect(admin.getByRole("heading", { level: 1, name: `Order ${number}` })).toBeVisible();
    await expect(admin.getByText("Greta Holm").first()).toBeVisible();
    await expect(admin.getByText("HOLM-1").first()).toBeVisible();
    await admin.getByRole("button", { name: "Confirm order" }).click();
    await expect(admin.getByText(`Order ${number} confirmed`)).toBeVisible();
    await admin.goto("/vendor/harbor-foods/invites");
    await expect(rowOf(admin)).toContainText("Used");
    await guest.reload();
    await expect(guest.getByText("Confirmed").first()).toBeVisible();
  });

  await test.step("with one seller, the next sign-in leads straight into the shop", async () => {
    const again = await (await browser.newContext()).newPage();
    await again.goto("/sign-in");
    await signInByCode(again, NUMBER);
    await expect(again).toHaveURL("/s/harbor-foods");
    await again.context().close();
  });

  await test.step("alpine-tools invites the same number: no second user, and the next sign-in offers both", async () => {
    const before = await usersOf(NUMBER);
    await invite(admin, "alpine-tools", NUMBER);
    expect(await usersOf(NUMBER)).toEqual(before);
    expect(before).toHaveLength(1);
    const both = await (await browser.newContext()).newPage();
    await both.goto("/sign-in");
    await signInByCode(both, NUMBER);
    await expect(both.getByRole("heading", { level: 1, name: "Your sellers" })).toBeVisible();
    for (const name of ["Harbor Foods", "Alpine Tools"])
      await expect(both.getByRole("link", { name, exact: true })).toBeVisible();
    await both.getByRole("link", { name: "Alpine Tools", exact: true }).click();
    await expect(both.getByRole("heading", { level: 1, name: "Alpine Tools" })).toBeVisible();
    await both.context().close();
  });
  await guest.context().close();
});
