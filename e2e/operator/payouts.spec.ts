import { createRefund } from "@/prisma/factories/payouts";
import { createUser } from "@/prisma/factories/people";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createOrder, createProduct } from "@/prisma/factories/trade";
import { expect, messageTo, test } from "../support/test";

const OPERATOR = "operator@example.com";

/** A seller with two orders delivered in February. */
async function createShop() {
  const seller = await createSeller({ name: "Paid Goods", commissionBp: 500, discoverable: false });
  const buyer = await createUser({ name: "Buyer" });
  const customer = await createCustomer({ seller, user: buyer, visited: true });
  const product = await createProduct({ seller });
  const deliver = (day: string, unitPrice: number) => {
    const deliveredAt = new Date(`${day}T12:00:00Z`);
    return createOrder({
      seller,
      customer,
      lines: [{ product, unitPrice }],
      status: "delivered",
      placedAt: deliveredAt,
      deliveredAt,
    });
  };
  const orders = [await deliver("2026-02-10", 10_000), await deliver("2026-02-11", 5_000)] as const;
  const admin = await createUser({ name: "Admin" });
  await createMember({ seller, user: admin });
  const support = await createUser({ name: "Support" });
  await createMember({ seller, user: support, role: "support" });
  return { seller, buyer, orders, admin, support };
}

test("a period is computed, approved, paid and corrected; the seller reads it line by line, support does not", async ({
  as,
}) => {
  const { seller, orders, admin, support } = await createShop();
  const page = await as(OPERATOR);
  await page.goto(`/admin/payouts?seller=${seller.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Payouts" })).toBeVisible();
  const compute = async (from: string, to: string) => {
    await page.getByRole("button", { name: "Compute payouts" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("First day").fill(from);
    await dialog.getByLabel("Last day").fill(to);
    await dialog.getByLabel("Seller").fill(seller.slug);
    await dialog.getByRole("button", { name: "Compute" }).click();
    await expect(dialog.getByText("1 payout computed")).toBeVisible();
    await dialog.getByRole("button", { name: "Close" }).click();
  };
  await compute("2026-02-01", "2026-02-28");
  await page.getByRole("link", { name: "Payout 1", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Payout 1 · Paid Goods" })).toBeVisible();
  await page.getByRole("button", { name: "Approve payout" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("$142.50");
  await page.getByRole("alertdialog").getByRole("button", { name: "Approve payout" }).click();
  await page.getByRole("button", { name: "Mark as paid" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Mark as paid" }).click();
  await expect(page.getByText("Write the reference of the transfer.")).toBeVisible();
  await page.getByLabel("Reference of the transfer").fill("SEPA 4711");
  await page.getByRole("alertdialog").getByRole("button", { name: "Mark as paid" }).click();
  await expect(page.getByText("reference SEPA 4711")).toBeVisible();
  await page.getByRole("button", { name: "Add counter-entry" }).click();
  await page.getByLabel("The seller gets").selectOption("less");
  await page.getByLabel("Amount in USD").fill("2.50");
  await page.getByLabel("Reason").fill("Postage was counted twice.");
  await page.getByRole("dialog").getByRole("button", { name: "Add counter-entry" }).click();
  await expect(page.getByRole("main").getByText("In the next payout")).toBeVisible();
  // The refund of a paid order comes in the next period, with its commission.
  await createRefund({ order: orders[1], amount: 5_000, createdAt: new Date("2026-03-03T12:00:00Z") });
  await page.goto(`/admin/payouts?seller=${seller.slug}`);
  await compute("2026-03-01", "2026-03-31");

  const portal = await as(admin.id);
  await portal.goto(`/vendor/${seller.slug}`);
  await portal.getByRole("link", { name: "Payouts" }).click();
  await expect(portal.getByRole("heading", { level: 1, name: "Payouts" })).toBeVisible();
  await expect(portal.getByRole("row").filter({ hasText: "Payout 1" })).toContainText("$142.50");
  await portal.getByRole("link", { name: "Payout 2", exact: true }).click();
  await expect(portal.getByRole("heading", { level: 1, name: "Payout 2" })).toBeVisible();
  await expect(portal.getByRole("row").filter({ hasText: `Refund of order ${orders[1].number}` })).toContainText(
    "-$47.50",
  );
  await expect(portal.getByRole("row").filter({ hasText: "Correction of payout 1" })).toContainText("-$2.50");
  const download = portal.waitForEvent("download");
  await portal.getByRole("link", { name: "Export statement" }).click();
  expect((await download).suggestedFilename()).toBe(`payout-${seller.slug}-2.csv`);

  const other = await as(support.id);
  await other.goto(`/vendor/${seller.slug}`);
  await expect(other.getByRole("link", { name: "Orders", exact: true }).first()).toBeVisible();
  await expect(other.getByRole("link", { name: "Payouts" })).toHaveCount(0);
  await other.goto(`/vendor/${seller.slug}/payouts/1`);
  await expect(other.getByText("$142.50")).toHaveCount(0);
  await expect(other.getByRole("heading", { level: 1, name: "Payout 1" })).toHaveCount(0);
});

test("every seller's payouts are computed by the worker: the page says how far, after a reload too; the list shows each net at 1280 pixels", async ({
  as,
}) => {
  const { seller } = await createShop();
  const page = await as(OPERATOR);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/admin/payouts");
  await page.getByRole("button", { name: "Compute payouts" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("First day").fill("2026-02-01");
  await dialog.getByLabel("Last day").fill("2026-02-28");
  await dialog.getByRole("button", { name: "Compute" }).click();
  await expect(page.getByText("Computing has started.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("main").getByText(/payouts? computed/)).toBeVisible({ timeout: 30_000 });
  await page.goto(`/admin/payouts?seller=${seller.slug}`);
  await expect(page.getByRole("main").getByText(/payouts? computed/)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Paid Goods" })).toContainText("$142.50");
  await page.goto("/admin/payouts");
  const frame = page.getByRole("region", { name: "Payouts" });
  expect(await frame.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});

test("an order is refunded in part: its customer is told and sees why; support cannot", async ({ as, request }) => {
  const { seller, buyer, orders, admin, support } = await createShop();
  const [{ number }] = orders;
  const page = await as(admin.id);
  await page.goto(`/vendor/${seller.slug}/orders/${number}`);
  await page.getByRole("button", { name: "Refund" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Two jars were broken.");
  await dialog.getByRole("button", { name: "Refund", exact: true }).click();
  await expect(dialog.getByText("Write how much is refunded")).toBeVisible();
  await dialog.getByRole("button", { name: "Refund all, $100.00" }).click();
  await expect(dialog.getByLabel("Amount in USD")).toHaveValue("100.00");
  await dialog.getByLabel("Amount in USD").fill("100.01");
  await dialog.getByLabel("Reason").fill("Two jars were broken.");
  await dialog.getByRole("button", { name: "Refund", exact: true }).click();
  await expect(dialog.getByText("At most $100.00")).toBeVisible();
  await dialog.getByLabel("Amount in USD").fill("12.50");
  await dialog.getByRole("button", { name: "Refund", exact: true }).click();
  await expect(page.getByText(`$12.50 refunded for order ${number}`)).toBeVisible();
  await expect(page.getByText("Two jars were broken.")).toBeVisible();
  const shop = await as(buyer.id);
  await shop.goto(`/s/${seller.slug}/orders/${number}`);
  await expect(shop.getByText("Two jars were broken.")).toBeVisible();
  await expect(shop.getByText("$87.50")).toBeVisible();
  await messageTo(request, buyer.contacts[0]?.value ?? "", new RegExp(`refunds \\$12\\.50 of your order ${number}`));
  const other = await as(support.id);
  await other.goto(`/vendor/${seller.slug}/orders/${number}`);
  await expect(other.getByText("Two jars were broken.")).toBeVisible();
  await expect(other.getByRole("button", { name: "Refund" })).toHaveCount(0);
});
