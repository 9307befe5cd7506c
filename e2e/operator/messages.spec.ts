import { suppress } from "@/lib/suppressions/commands";
import { systemDb, unique } from "@/prisma/factories/db";
import { createMessage } from "@/prisma/factories/messages";
import { expect, messageTo, test } from "../support/test";

const OPERATOR = "operator@example.com";

test("an unclear text message is seen, marked as delivered, or sent again once", async ({ as, house, request }) => {
  const to = "+12025550163";
  const parked = {
    seller: house.seller,
    status: "parked",
    error: "lost_answer",
    steps: [["parked", "lost_answer"]],
  } as const;
  const worded = { template: "access-rejected", sellerName: house.seller.name } as const;
  await createMessage({ ...parked, to, worded });
  await createMessage({ ...parked, to, worded });
  const page = await as(OPERATOR);
  await page.goto(`/admin/messages?status=parked&seller=${house.seller.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Messages" })).toBeVisible();
  const rows = page.getByRole("row").filter({ hasText: house.seller.name });
  await expect(rows).toHaveCount(2);
  await rows.first().getByRole("link", { name: "Show steps" }).click();
  await expect(page.getByText("Unclear whether it went out")).toBeVisible();
  await page.getByRole("button", { name: "Mark as delivered" }).first().click();
  await expect(page.getByText("Marked as delivered.")).toBeVisible();
  await expect(rows).toHaveCount(1);
  const since = new Date();
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("Goes out once more.")).toBeVisible();
  await expect(rows).toHaveCount(0);
  await messageTo(request, to, /has not approved/, new Date(since.getTime() - 60_000));
});

test("a suppressed contact is found by the whole contact, and lifted", async ({ as }) => {
  const contact = { kind: "email", value: `${unique("gone")}@example.com` } as const;
  await suppress(systemDb(), contact, "hard_bounce");
  const page = await as(OPERATOR);
  await page.goto("/admin/messages/suppressions");
  await page.getByRole("searchbox", { name: "Mobile number or email, whole" }).fill(contact.value);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("cell", { name: "Does not exist" })).toHaveCount(1);
  await page.getByRole("button", { name: "Lift" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Lift" }).click();
  await expect(page.getByText("This contact is not suppressed")).toBeVisible();
});
