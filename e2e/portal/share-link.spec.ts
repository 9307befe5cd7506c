import { unique } from "@/prisma/factories/db";
import { createUser } from "@/prisma/factories/people";
import { createClient } from "@/prisma/factories/ways-in";
import { expect, test } from "../support/test";

test("a share link is made, printed, found by a stranger who asks, counted and revoked", async ({
  as,
  page,
  house,
}) => {
  const { seller, admin } = house;
  const member = await as(admin.id);
  await member.goto(`/vendor/${seller.slug}/invites`);
  await member.getByRole("navigation", { name: "Ways to invite" }).getByRole("link", { name: "Share links" }).click();
  await member.getByRole("button", { name: "New share link" }).first().click();
  await member.getByRole("textbox", { name: "Label" }).fill("Spring fair");
  await member.getByRole("button", { name: "Create" }).click();
  const card = member.getByRole("listitem").filter({ hasText: "Spring fair" });
  await expect(card.getByRole("img", { name: "QR code of Spring fair" })).toBeVisible();
  await expect(card).toContainText("Nobody has asked by it yet");
  const [download] = await Promise.all([
    member.waitForEvent("download"),
    card.getByRole("link", { name: "Download SVG" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Spring fair.svg");
  await card.getByRole("link", { name: "Poster" }).click();
  await expect(member.getByRole("heading", { level: 1, name: "Spring fair" })).toBeVisible();
  const address = (await member.getByText(`/join/${seller.slug}/`).filter({ visible: true }).textContent()) ?? "";
  const path = `/join/${address.split("/join/")[1]}`;

  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, name: `Buy from ${seller.name}` })).toBeVisible();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);

  const stranger = await createUser({ name: "Stranger" });
  const asking = await as(stranger.id);
  await asking.goto(path);
  await asking.getByRole("button", { name: "Request access" }).click();
  await expect(asking.getByText(`Your request is with ${seller.name}`).first()).toBeVisible();
  await asking.goto(`/s/${seller.slug}`);
  await expect(asking.getByRole("heading", { level: 1, name: seller.name })).toBeHidden();

  const email = `${unique("listed")}@example.com`;
  const listed = await createUser({ name: "Listed", contacts: [email] });
  await createClient({ seller, email });
  const welcome = await as(listed.id);
  await welcome.goto(path);
  await welcome.getByRole("button", { name: "Request access" }).click();
  await expect(welcome.getByRole("link", { name: "Go to the shop" })).toBeVisible();

  await member.goto(`/vendor/${seller.slug}/invites/share-links`);
  await expect(card).toContainText("One customer asked by it");
  await card.getByRole("button", { name: "Revoke" }).click();
  await member.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(card.getByText("Revoked", { exact: true })).toBeVisible();
  await page.goto(path);
  await expect(page.getByText("This link no longer works")).toBeVisible();
});
