import type { APIRequestContext } from "@playwright/test";
import { systemDb } from "@/prisma/factories/db";
import { expect, messageTo, test, userOf } from "../support/test";

const ADA = "ada@example.com";

async function ninaAtHarbor() {
  const { id: sellerId } = await systemDb().seller.findFirstOrThrow({ where: { slug: "harbor-foods" } });
  const userId = await userOf("nina@example.com");
  const { id } = await systemDb().customer.findFirstOrThrow({ where: { sellerId, userId } });
  return { sellerId, id };
}
type Customer = Awaited<ReturnType<typeof ninaAtHarbor>>;

/** As if so much time had passed for everything that is known of this customer's visits. */
async function letPass(minutes: number, { sellerId, id }: Customer): Promise<void> {
  const db = systemDb();
  await db.$executeRaw`UPDATE customers SET last_visit_at = last_visit_at - make_interval(mins => ${minutes}::int)
    WHERE seller_id = ${sellerId}::uuid AND id = ${id}::uuid`;
  await db.$executeRaw`UPDATE visits SET visited_at = visited_at - make_interval(mins => ${minutes}::int), last_seen_at = last_seen_at - make_interval(mins => ${minutes}::int)
    WHERE seller_id = ${sellerId}::uuid AND customer_id = ${id}::uuid AND visited_at > now() - interval '1 day'`;
  await db.$executeRaw`UPDATE alert_cool_downs SET told_at = told_at - make_interval(mins => ${minutes}::int)
    WHERE seller_id = ${sellerId}::uuid AND customer_id = ${id}::uuid`;
}

const visitsSince = ({ sellerId, id }: Customer, since: Date) =>
  systemDb().visit.count({ where: { sellerId, customerId: id, visitedAt: { gte: since } } });

/** E-mails to Ada that Nina is in the shop; once nothing waits to be told. */
async function alertsSince(request: APIRequestContext, { sellerId, id }: Customer, since: Date): Promise<number> {
  await expect.poll(() => systemDb().visitAlert.count({ where: { sellerId, customerId: id } })).toBe(0);
  await expect
    .poll(() =>
      systemDb().message.count({ where: { sellerId, template: "visit-alert", status: { in: ["queued", "sending"] } } }),
    )
    .toBe(0);
  const response = await request.get("/api/dev/inbox", { params: { to: ADA } });
  const messages: { subject: string; createdAt: string }[] = await response.json();
  return messages.filter(
    ({ subject, createdAt }) => subject.startsWith("Nina Park is in your shop") && new Date(createdAt) >= since,
  ).length;
}

test("a customer comes: the alert is in the inbox within five seconds, ten reloads make no second, nor does a second visit in the cool-down", async ({
  as,
}) => {
  test.setTimeout(120_000);
  const customer = await ninaAtHarbor();
  await letPass(31, customer);
  await systemDb().alertCoolDown.deleteMany({ where: { sellerId: customer.sellerId, customerId: customer.id } });
  const since = new Date();
  const page = await as("nina@example.com");
  await page.goto("/s/harbor-foods");
  await expect(page.getByRole("heading", { name: "Harbor Foods", level: 1 })).toBeVisible();
  const alert = await messageTo(page.request, ADA, /Nina Park/, since);
  const [visit] = await systemDb().visit.findMany({
    where: { sellerId: customer.sellerId, customerId: customer.id },
    orderBy: { visitedAt: "desc" },
    take: 1,
  });
  if (!visit) throw new Error("no visit");
  // By the database's clock: from when they came until it was delivered.
  const { deliveredAt } = await systemDb().message.findFirstOrThrow({
    where: { sellerId: customer.sellerId, id: alert.id },
    select: { deliveredAt: true },
  });
  expect((deliveredAt?.getTime() ?? Number.POSITIVE_INFINITY) - visit.visitedAt.getTime()).toBeLessThan(5_000);
  expect(alert.text).toContain(`/vendor/harbor-foods/analytics?visit=${visit.id}`);
  for (let n = 0; n < 10; n++) await page.reload();
  expect(await visitsSince(customer, since)).toBe(1);
  expect(await alertsSince(page.request, customer, since)).toBe(1);

  await letPass(31, customer);
  await page.reload();
  await expect.poll(() => visitsSince(customer, since)).toBe(1);
  expect(await visitsSince(customer, new Date(since.getTime() - 32 * 60_000))).toBeGreaterThanOrEqual(2);
  expect(await alertsSince(page.request, customer, since)).toBe(1);
});

test("a member sets how they are told, and mutes and watches customers on their pages", async ({ as, house }) => {
  test.setTimeout(120_000);
  const { seller, admin, customer, neighbourCustomer } = house;
  // What the factories chose is for other tests.
  await systemDb().alertMark.deleteMany({ where: { sellerId: seller.id } });
  const page = await as(admin.id);
  await page.goto(`/vendor/${seller.slug}`);
  await page.getByRole("navigation").getByRole("link", { name: "Alerts" }).click();
  await expect(page.getByRole("heading", { name: "Alerts", level: 1 })).toBeVisible();
  const form = page.getByRole("region", { name: "How you are told" });
  await form.getByRole("combobox", { name: "Emails about visits" }).selectOption({ label: "At once" });
  await expect(form.getByText("Times are those of the store (America/New York).")).toBeVisible();
  await form.getByRole("switch", { name: "Quiet hours" }).click();
  await form.getByRole("combobox", { name: "Quiet until" }).selectOption("22");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Choose another hour than the one at which they begin.")).toBeVisible();
  await form.getByRole("combobox", { name: "Quiet until" }).selectOption("6");
  await form.getByRole("switch", { name: "Weekly summary" }).click();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your alerts are saved.")).toBeVisible();
  await page.reload();
  await expect(form.getByRole("combobox", { name: "Quiet until" })).toHaveValue("6");
  await expect(form.getByRole("switch", { name: "Weekly summary" })).not.toBeChecked();

  await page.goto(`/vendor/${seller.slug}/customers/${customer.id}`);
  await page.getByRole("button", { name: "Mute alerts" }).click();
  await expect(page.getByText("You hear nothing more of Buyer.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Unmute" })).toBeVisible();
  await page.goto(`/vendor/${seller.slug}/customers/${neighbourCustomer.id}`);
  await page.getByRole("button", { name: "Watch" }).click();
  await expect(page.getByRole("button", { name: "Stop watching" })).toBeVisible();
  await page.goto(`/vendor/${seller.slug}/alerts`);
  const muted = page.getByRole("region", { name: "Muted customers" });
  await expect(
    page.getByRole("region", { name: "Watched customers" }).getByRole("link", { name: "Neighbour" }),
  ).toBeVisible();
  await muted.getByRole("button", { name: "Unmute Buyer" }).click();
  await expect(muted.getByText("You have muted nobody.")).toBeVisible();
  await page.getByRole("button", { name: "Stop watching Neighbour" }).click();
  await expect(page.getByText("You watch nobody.")).toBeVisible();
});
