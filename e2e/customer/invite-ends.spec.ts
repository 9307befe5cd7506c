import type { Page } from "@playwright/test";
import { daysAgo, systemDb, unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { createInvite, type NewInvite } from "@/prisma/factories/sellers";
import type { House } from "@/prisma/factories/world";
import { expect, messageTo, signInByCode, test } from "../support/test";

const PHONE = { width: 390, height: 844 };

/** What a recipient does with the link in their message. */
async function invited(house: House, options: Partial<NewInvite> = {}) {
  const contact = `${unique("recipient")}@example.com`;
  const { seller, admin } = house;
  const invite = await createInvite({ seller, sentBy: admin.id, contact, company: "Corner Shop", ...options });
  const row = () =>
    systemDb().invite.findFirstOrThrow({
      where: { sellerId: seller.id, id: invite.id },
      select: { status: true, askedAgainAt: true },
    });
  return { contact, invite, row };
}

/** One button, pressed once; pressed or not, nobody sees whether the link was ever good. */
async function askForNew(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Ask for a new invite" }).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "has been told that you would like a new invite" }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Ask for a new invite" })).toBeHidden();
}

test.use({ viewport: PHONE });

test("alive: opened as often as one likes it changes nothing; continued with the invited contact, it leads in @phone", async ({
  page,
  house,
}) => {
  const { contact, invite, row } = await invited(house);
  for (let time = 0; time < 3; time++) await page.goto(invite.path);
  expect(await row()).toEqual({ status: "sent", askedAgainAt: null });
  await expect(page.getByRole("heading", { level: 1, name: `Join ${house.seller.name}` })).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await signInByCode(page, contact);
  await page.getByRole("textbox", { name: "Name" }).fill("Rita Recipient");
  await page.getByRole("button", { name: /continue/i }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${house.seller.slug}`));
  await expect.poll(async () => (await row()).status).toBe("used");
});

test("expired: says so, names who sent it, and one button tells the seller, whose member sends a new one @phone", async ({
  page,
  as,
  house,
}) => {
  const { contact, invite, row } = await invited(house, { createdAt: daysAgo(20) });
  await page.goto(invite.path);
  await expect(page.getByText("This invite has run out")).toBeVisible();
  await expect(page.getByText(`Admin at ${house.seller.name}`)).toBeVisible();
  await askForNew(page);
  await page.reload();
  await expect(page.getByText("knows that you would like a new invite")).toBeVisible();
  expect((await row()).askedAgainAt).not.toBeNull();

  const member = await as(house.admin.id);
  await member.goto(`/vendor/${house.seller.slug}/invites?asked=1`);
  const line = member.getByRole("row").filter({ hasText: contact });
  await expect(line.getByText("Asked for a new one")).toBeVisible();
  const since = new Date();
  await line.getByRole("button", { name: `Resend the invite to ${contact}` }).click();
  await expect(member.getByText("A new link is on its way")).toBeVisible();
  const { text } = await messageTo(page.request, contact, /\/invite\//, since);
  await page.goto(new URL(/https?:\S+/.exec(text)?.[0] ?? "").pathname);
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
  await page.goto(invite.path);
  await expect(page.getByText("A newer invite was sent")).toBeVisible();
});

test("used: says that its owner has joined, and leads them to the shop @phone", async ({ page, house }) => {
  const { invite, row } = await invited(house, { status: "used" });
  await page.goto(invite.path);
  await expect(page.getByText("This invite was used already")).toBeVisible();
  await expect(page.getByRole("link", { name: "Go to the shop" })).toBeVisible();
  await askForNew(page);
  expect(await row()).toMatchObject({ status: "used", askedAgainAt: expect.any(Date) });
});

test("used by another contact of the same person: whoever is in is told so, and led to the shop @phone", async ({
  as,
  house,
}) => {
  const { invite } = await invited(house, { status: "used" });
  const page = await as(house.buyer.id);
  await page.setViewportSize(PHONE);
  await page.goto(invite.path);
  await expect(page.getByText("You are in")).toBeVisible();
  await page.getByRole("link", { name: "Go to the shop" }).click();
  await expect(page).toHaveURL(new RegExp(`/s/${house.seller.slug}`));
});

test("revoked: says who took it back, and lets them ask @phone", async ({ page, house }) => {
  const { invite, row } = await invited(house, { status: "revoked" });
  await page.goto(invite.path);
  await expect(page.getByText("This invite was taken back")).toBeVisible();
  await expect(page.getByText(`talk to Admin at ${house.seller.name}`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Continue" })).toBeHidden();
  await askForNew(page);
  expect(await row()).toMatchObject({ status: "revoked", askedAgainAt: expect.any(Date) });
});

test("meant for another contact: whoever is signed in as somebody else is told so, may prove it or ask in their own name @phone", async ({
  as,
  house,
}) => {
  const { contact, invite, row } = await invited(house);
  const somebody = await createUser({ name: "Somebody Else" });
  const page = await as(somebody.id);
  await page.setViewportSize(PHONE);
  await page.goto(invite.path);
  await expect(page.getByText("You are signed in with another contact")).toBeVisible();
  await expect(page.getByText(contact)).toBeHidden();
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign out and use the invited contact" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Ask for a new invite" })).toBeHidden();
  await page.getByRole("button", { name: "Request access" }).click();
  await expect(page.getByText(`Your request is with ${house.seller.name}`).first()).toBeVisible();
  // The invite and its recipient have no part in that: the request stands in the name of whoever asks.
  expect(await row()).toEqual({ status: "sent", askedAgainAt: null });
  const where = { sellerId: house.seller.id, userId: somebody.id };
  expect(await systemDb().customer.findFirst({ where })).toMatchObject({ status: "requested" });
  await page.goto(`/s/${house.seller.slug}`);
  await expect(page.getByRole("heading", { name: house.seller.name })).toBeHidden();
});
