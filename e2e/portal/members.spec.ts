import { suppress } from "@/lib/suppressions/commands";
import { daysAgo, systemDb, unique } from "@/prisma/factories/db";
import { contactOf, createUser } from "@/prisma/factories/people";
import { createInvite, createMember, createSeller } from "@/prisma/factories/sellers";
import { expect, messageTo, signInByCode, test } from "../support/test";

/** A store with one admin. */
async function staffedStore() {
  const seller = await createSeller({ name: unique("House"), discoverable: false });
  const admin = await createMember({ seller, user: await createUser({ name: "Ada Admin" }) });
  return { seller, adminId: admin.userId };
}

const roleOf = async (id: string) => (await systemDb().member.findFirst({ where: { id } }))?.role;

test("an invite that cannot be sent again says why, though the list has no field for it", async ({ as }) => {
  const { seller, adminId } = await staffedStore();
  const email = `${unique("deaf")}@example.com`;
  await createInvite({ seller, kind: "member", sentBy: adminId, contact: email, createdAt: daysAgo(1) });
  await suppress(systemDb(), contactOf(email), "hard_bounce");
  const admin = await as(adminId);
  await admin.goto(`/vendor/${seller.slug}/members`);
  await admin.getByRole("region", { name: "Open invites" }).getByRole("button", { name: "Resend" }).click();
  await expect(admin.getByText("This contact wants or takes no messages from Tradehall.")).toBeVisible();
});

test("a member is invited, joins by proving the email, is sent out for a while, and removed", async ({
  as,
  browser,
  baseURL,
}) => {
  const { seller, adminId } = await staffedStore();
  const { slug, name } = seller;
  const email = `${unique("staff")}@example.com`;
  const admin = await as(adminId);
  await admin.goto(`/vendor/${slug}/members`);
  await expect(admin.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  await admin.getByRole("button", { name: "Invite member" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Email" }).fill("not an email");
  await dialog.getByRole("button", { name: "Send invite" }).click();
  await expect(
    dialog
      .getByText(/email/i)
      .filter({ hasText: /not|enter|valid/i })
      .first(),
  ).toBeVisible();
  await dialog.getByRole("textbox", { name: "Email" }).fill(email);
  await dialog.getByRole("combobox", { name: "Role" }).selectOption("manager");
  await dialog.getByRole("button", { name: "Send invite" }).click();
  await expect(admin.getByText(`An invite is on its way to ${email}.`)).toBeVisible();
  await expect(admin.getByRole("region", { name: "Open invites" }).getByText(email)).toBeVisible();

  // Asked twice: a clear sentence at the field, and what was typed is still there.
  await admin.getByRole("button", { name: "Invite member" }).click();
  await dialog.getByRole("textbox", { name: "Email" }).fill(email);
  await dialog.getByRole("button", { name: "Send invite" }).click();
  await expect(dialog.getByText("This address is invited already.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Email" })).toHaveValue(email);
  await admin.keyboard.press("Escape");

  const { text } = await messageTo(admin.request, email, /\/invite\//);
  const link = new URL(/https?:\/\/\S+\/invite\/\S+/.exec(text)?.[0] ?? "");
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const page = await context.newPage();
  await page.goto(link.pathname);
  await expect(page.getByRole("heading", { level: 1, name: `Join ${name}` })).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await signInByCode(page, email);
  await page.getByRole("textbox", { name: "Name" }).fill("Iris Novak");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Products", exact: true }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Members", exact: true })).toHaveCount(0);

  await admin.reload();
  const row = admin.getByRole("row", { name: /Iris Novak/ });
  await row.getByRole("button", { name: "Deactivate" }).click();
  await expect(row.getByText("Deactivated")).toBeVisible();
  await page.goto(`/vendor/${slug}/products`);
  await expect(page.getByText(`Your access to ${name} is paused`)).toBeVisible();
  await row.getByRole("button", { name: "Reactivate" }).click();
  await expect(row.getByText("Active", { exact: true })).toBeVisible();
  await page.goto(`/vendor/${slug}/products`);
  await expect(page.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
  await row.getByRole("button", { name: "Remove" }).click();
  await admin.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  // While it stands open, nothing behind it can be found by its role.
  await expect(admin.getByRole("alertdialog")).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  await context.close();
});

test("what support may not do is not there, and is refused when forced", async ({ as }) => {
  const { seller, adminId } = await staffedStore();
  const { slug, id: sellerId } = seller;
  const support = await createMember({
    seller: seller,
    user: await createUser({ name: "Ben Cole" }),
    role: "support",
  });
  const page = await as(support.userId);
  await page.goto(`/vendor/${slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  for (const name of ["Members", "Settings", "Payouts", "Activity"]) {
    await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
  }
  await page.goto(`/vendor/${slug}/products`);
  await expect(page.getByRole("heading", { level: 1, name: "Products" })).toBeVisible();
  for (const name of ["Add product", "Invite customers"]) {
    await expect(page.getByRole("link", { name }).or(page.getByRole("button", { name }))).toHaveCount(0);
  }
  for (const section of ["members", "audit"]) {
    await page.goto(`/vendor/${slug}/${section}`);
    await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  }

  // What an admin's browser sends, sent by support's: nothing happens, and it is noted.
  const admin = await as(adminId);
  await admin.goto(`/vendor/${slug}/members`);
  const row = admin.getByRole("row", { name: /Ben Cole/ });
  await row.getByRole("button", { name: "Edit" }).click();
  await admin.getByRole("dialog").getByRole("combobox", { name: "Role" }).selectOption("admin");
  const sending = admin.waitForRequest((request) => request.headers()["next-action"] !== undefined);
  await admin.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  const sent = await sending;
  await expect.poll(() => roleOf(support.id)).toBe("admin");
  await systemDb().member.updateMany({ where: { id: support.id }, data: { role: "support" } });
  const { cookie: _, ...headers } = await sent.allHeaders();
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(:|content-length)/.test(name)));
  const refused = { sellerId, actorId: support.userId, action: "access.refused" };
  const before = await systemDb().auditEvent.count({ where: refused });
  await page.request.post(sent.url(), { headers: own, data: sent.postDataBuffer() ?? "" });
  expect(await roleOf(support.id)).toBe("support");
  expect(await systemDb().auditEvent.count({ where: refused })).toBeGreaterThan(before);
});

test("one leaves by oneself, and the portal speaks the language one has there", async ({ as }) => {
  const { seller } = await staffedStore();
  const { slug, name } = seller;
  const member = await createMember({
    seller: seller,
    user: await createUser({ name: "Mia Stone" }),
    role: "manager",
  });
  const page = await as(member.userId);
  await page.goto(`/vendor/${slug}/membership`);
  await page.getByRole("combobox", { name: "Language of the portal" }).selectOption("ar");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  // Outside of this store the person's own language holds, and back inside the store's.
  await page.goto("/sellers");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await systemDb().member.updateMany({ where: { id: member.id }, data: { locale: "en" } });
  await page.goto(`/vendor/${slug}/membership`);
  await page.getByRole("button", { name: "Leave store" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave store" }).click();
  await page.waitForURL(/\/vendor$|\/vendor\?|\/sellers/);
  await page.goto(`/vendor/${slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
});

test("whoever is asked to a shop that is not open yet reads no stranger's words, and joins by pressing Join only", async ({
  as,
  browser,
  baseURL,
}) => {
  const seller = await createSeller({ name: unique("Draft House"), status: "draft", discoverable: false });
  const { userId } = await createMember({ seller, user: await createUser({ name: "Ada Admin" }) });
  const email = `${unique("staff")}@example.com`;
  const admin = await as(userId);
  await admin.goto(`/vendor/${seller.slug}/members`);
  await admin.getByRole("button", { name: "Invite member" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Email" }).fill(email);
  await dialog.getByRole("button", { name: "Send invite" }).click();
  await expect(admin.getByText(`An invite is on its way to ${email}.`)).toBeVisible();

  const { text } = await messageTo(admin.request, email, /\/invite\//);
  expect(text.split("\n")[0]).toBe("Join a team on Tradehall");
  const link = new URL(/https?:\/\/\S+\/invite\/\S+/.exec(text)?.[0] ?? "");
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const page = await context.newPage();
  await page.goto(link.pathname);
  await expect(page.getByText("Tradehall has not checked it")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await signInByCode(page, email);
  await page.getByRole("textbox", { name: "Name" }).fill("Iris Novak");
  await page.getByRole("button", { name: "Continue" }).click();
  const join = page.getByRole("button", { name: "Join", exact: true });
  await expect(join).toBeVisible();
  expect(await systemDb().member.count({ where: { sellerId: seller.id } })).toBe(1);
  await join.click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await context.close();
});
