import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { createUser } from "@/prisma/factories/people";
import { createMember } from "@/prisma/factories/sellers";
import { baseUrl, expect, test } from "../support/test";

const picture = (colour: string) =>
  sharp({ create: { width: 300, height: 300, channels: 3, background: colour } })
    .png()
    .toBuffer();

test("a logo is uploaded and stands in the shop's header; what is none is refused in words", async ({ as, house }) => {
  const { seller, admin, buyer } = house;
  const page = await as(admin.id);
  await page.goto(`/vendor/${seller.slug}/settings`);
  const look = page.getByRole("region", { name: "Look" });
  const file = look.getByLabel("Logo", { exact: true });
  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg onload=alert(1)>") });
  await expect(look.getByText("This file is not a picture that can be read.")).toBeVisible();
  await file.setInputFiles({ name: "big.png", mimeType: "image/png", buffer: Buffer.alloc(5_000_001) });
  await expect(look.getByText("This file is larger than 5 MB.")).toBeVisible();
  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: await picture("#b91c1c") });
  await expect(page.getByText("The logo is saved.")).toBeVisible();
  const first = await look.getByRole("img", { name: "On a light ground" }).getAttribute("src");
  // A photo straight from a phone: larger than any other request may be.
  const photo = await sharp(randomBytes(900 * 600 * 3), { raw: { width: 900, height: 600, channels: 3 } })
    .png()
    .toBuffer();
  expect(photo.length).toBeGreaterThan(1_100_000);
  await file.setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: photo });
  await expect(look.getByRole("img", { name: "On a light ground" })).not.toHaveAttribute("src", first ?? "");

  const shop = await as(buyer.id);
  await shop.goto(`/s/${seller.slug}`);
  const logo = shop.getByRole("banner").locator("img");
  const address = (await logo.getAttribute("src")) ?? "";
  const shown = await shop.request.get(address);
  expect([shown.status(), shown.headers()["content-type"]]).toEqual([200, "image/webp"]);
  expect(shown.headers()["cache-control"]).toBe("public, max-age=31536000, immutable");
  await expect.poll(() => logo.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(512);
  expect((await shop.request.get(first ?? "")).status()).toBe(404);

  await look.getByRole("button", { name: "Remove logo" }).click();
  await expect(page.getByText("The logo is removed.")).toBeVisible();
  await shop.reload();
  await expect(shop.getByRole("banner").locator("img")).toHaveCount(0);
});

test("each part is saved by itself, errors stand at their field, and nothing typed is lost", async ({ as, house }) => {
  const { seller, admin } = house;
  const page = await as(admin.id);
  await page.goto(`/vendor/${seller.slug}/settings`);
  const part = (name: string) => page.getByRole("region", { name });
  await part("Business").getByRole("textbox", { name: "Description" }).fill("Half a sentence");
  const minimum = part("Trading").getByRole("textbox", { name: /Order minimum/ });
  await minimum.fill("ten");
  await part("Trading").getByRole("button", { name: "Save" }).click();
  await expect(part("Trading").getByRole("alert")).toBeVisible();
  await expect(minimum).toBeFocused();
  await expect(minimum).toHaveValue("ten");
  await minimum.fill("12.50");
  await part("Trading").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The trading settings are saved.")).toBeVisible();
  await expect(part("Business").getByRole("textbox", { name: "Description" })).toHaveValue("Half a sentence");
  await expect(part("Trading").getByRole("combobox", { name: "Currency" })).toBeDisabled();
  await page.reload();
  await expect(minimum).toHaveValue("12.50");
  await expect(part("Business").getByRole("textbox", { name: "Description" })).not.toHaveValue("Half a sentence");
});

test("the preview follows the colour as it is typed, and the shop wears it once it is saved", async ({ as, house }) => {
  const { seller, admin, buyer } = house;
  const page = await as(admin.id);
  await page.goto(`/vendor/${seller.slug}/settings`);
  const look = page.getByRole("region", { name: "Look" });
  const colour = look.getByRole("textbox", { name: "Accent colour" });
  await colour.fill("#fef9c3");
  await expect(look.getByText(/Dark text on it is well readable/)).toBeVisible();
  await expect(look.getByText(/On a light page the button stands out little/)).toBeVisible();
  await colour.fill("#7c2d12");
  await expect(look.getByText(/White text on it is well readable/)).toBeVisible();
  const button = look.getByRole("figure", { name: "Preview" }).getByText("Add to basket").first().locator("..");
  await expect(button).toHaveCSS("background-color", "rgb(124, 45, 18)");
  await look.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The colour is saved.")).toBeVisible();
  const shop = await as(buyer.id);
  await shop.goto(`/s/${seller.slug}`);
  await expect(shop.getByRole("button", { name: "Add" }).first()).toHaveCSS("background-color", "rgb(124, 45, 18)");
});

test("managers and support members see no settings, and are refused when forced", async ({ as, house }) => {
  const { seller } = house;
  for (const role of ["manager", "support"] as const) {
    const user = await createUser();
    await createMember({ seller, user, role });
    const page = await as(user.id);
    await page.goto(`/vendor/${seller.slug}`);
    await expect(page.getByRole("link", { name: "Orders" }).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Settings" })).toHaveCount(0);
    await page.goto(`/vendor/${seller.slug}/settings`);
    await expect(page.getByRole("heading", { name: "Settings" })).toHaveCount(0);
    const answer = await page.request.post(`/api/vendor/${seller.slug}/logo`, {
      headers: { origin: baseUrl() },
      data: await picture("#000000"),
    });
    expect(answer.status()).toBe(404);
  }
});
