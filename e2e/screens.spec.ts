import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { systemDb, unique } from "@/prisma/factories/db";
import { createOperator, createUser } from "@/prisma/factories/people";
import { createCustomer, createMember, createSeller } from "@/prisma/factories/sellers";
import { createImport } from "@/prisma/factories/ways-in";
import { pagesInTree } from "./isolation/doors";
import { baseUrl, expect, signIn, test, userOf } from "./support/test";

type Screen = { name: string; as: string | null; path: string; file: string; heading: string | RegExp };

const ADA = "ada@example.com";
const OMAR = "omar@example.com";
const OPERATOR = "operator@example.com";

/** Every screen with the demo data; a page of the tree that no screen shows fails the test. */
const SCREENS: Screen[] = [
  { name: "start", as: null, path: "/", file: "app/page.tsx", heading: /./ },
  { name: "sign-in", as: null, path: "/sign-in", file: "app/(auth)/sign-in/page.tsx", heading: "Sign in" },
  {
    name: "invite-unknown",
    as: null,
    path: "/invite/harbor-foods/0",
    file: "app/(auth)/invite/[seller]/[token]/page.tsx",
    heading: /./,
  },
  { name: "inbox", as: null, path: "/dev/inbox", file: "app/dev/inbox/page.tsx", heading: "Inbox" },
  {
    name: "choose",
    as: "both",
    path: "/choose",
    file: "app/(auth)/choose/page.tsx",
    heading: "Where do you want to go?",
  },
  {
    name: "welcome",
    as: "unnamed",
    path: "/welcome",
    file: "app/(auth)/welcome/page.tsx",
    heading: "What should we call you?",
  },
  {
    name: "second-proof",
    as: "held",
    path: "/second-proof",
    file: "app/(auth)/second-proof/page.tsx",
    heading: "One more proof",
  },
  {
    name: "admin-merges",
    as: OPERATOR,
    path: "/admin/merges",
    file: "app/(admin)/admin/merges/page.tsx",
    heading: "Merges",
  },
  { name: "sellers", as: OMAR, path: "/sellers", file: "app/(customer)/sellers/page.tsx", heading: "Your sellers" },
  {
    name: "find",
    as: "+1 202 555 0103",
    path: "/sellers/find",
    file: "app/(customer)/sellers/find/page.tsx",
    heading: "Find a seller",
  },
  {
    name: "shop",
    as: OMAR,
    path: "/s/harbor-foods",
    file: "app/(customer)/s/[seller]/page.tsx",
    heading: "Harbor Foods",
  },
  {
    name: "quick-order",
    as: OMAR,
    path: "/s/alpine-tools/quick-order",
    file: "app/(customer)/s/[seller]/quick-order/page.tsx",
    heading: "Quick order",
  },
  {
    name: "basket",
    as: OMAR,
    path: "/s/alpine-tools/basket",
    file: "app/(customer)/s/[seller]/basket/page.tsx",
    heading: "Basket",
  },
  {
    name: "orders",
    as: OMAR,
    path: "/s/harbor-foods/orders",
    file: "app/(customer)/s/[seller]/orders/page.tsx",
    heading: "Orders",
  },
  {
    name: "order",
    as: OMAR,
    path: "/s/harbor-foods/orders/NUMBER",
    file: "app/(customer)/s/[seller]/orders/[number]/page.tsx",
    heading: /^Order \d+$/,
  },
  { name: "me", as: OMAR, path: "/me", file: "app/(customer)/me/page.tsx", heading: "You" },
  {
    name: "onboarding",
    as: OMAR,
    path: "/onboarding",
    file: "app/(vendor)/onboarding/page.tsx",
    heading: "Open your shop",
  },
  {
    name: "onboarding-step",
    as: "opening",
    path: "/onboarding/DRAFT/shop",
    file: "app/(vendor)/onboarding/[seller]/[step]/page.tsx",
    heading: "Open your shop",
  },
  {
    name: "onboarding-submitted",
    as: "submitted",
    path: "/onboarding/PENDING",
    file: "app/(vendor)/onboarding/[seller]/page.tsx",
    heading: "Open your shop",
  },
  { name: "stores", as: ADA, path: "/vendor", file: "app/(vendor)/vendor/page.tsx", heading: "Choose a store" },
  {
    name: "overview",
    as: ADA,
    path: "/vendor/harbor-foods",
    file: "app/(vendor)/vendor/[seller]/page.tsx",
    heading: "Overview",
  },
  {
    name: "customers",
    as: ADA,
    path: "/vendor/harbor-foods/customers",
    file: "app/(vendor)/vendor/[seller]/customers/page.tsx",
    heading: "Customers",
  },
  {
    name: "customer",
    as: ADA,
    path: "/vendor/harbor-foods/customers/CUSTOMER",
    file: "app/(vendor)/vendor/[seller]/customers/[id]/page.tsx",
    heading: /./,
  },
  {
    name: "alerts",
    as: ADA,
    path: "/vendor/harbor-foods/alerts",
    file: "app/(vendor)/vendor/[seller]/alerts/page.tsx",
    heading: "Alerts",
  },
  {
    name: "members",
    as: ADA,
    path: "/vendor/harbor-foods/members",
    file: "app/(vendor)/vendor/[seller]/members/page.tsx",
    heading: "Members",
  },
  {
    name: "membership",
    as: "ben@example.com",
    path: "/vendor/harbor-foods/membership",
    file: "app/(vendor)/vendor/[seller]/membership/page.tsx",
    heading: "Your membership",
  },
  {
    name: "settings",
    as: ADA,
    path: "/vendor/harbor-foods/settings",
    file: "app/(vendor)/vendor/[seller]/settings/page.tsx",
    heading: "Settings",
  },
  {
    name: "activity",
    as: ADA,
    path: "/vendor/harbor-foods/audit",
    file: "app/(vendor)/vendor/[seller]/audit/page.tsx",
    heading: "Activity",
  },
  {
    name: "clients",
    as: ADA,
    path: "/vendor/harbor-foods/clients",
    file: "app/(vendor)/vendor/[seller]/clients/page.tsx",
    heading: "Client list",
  },
  {
    name: "invites",
    as: ADA,
    path: "/vendor/harbor-foods/invites",
    file: "app/(vendor)/vendor/[seller]/invites/page.tsx",
    heading: "Invites",
  },
  {
    name: "share-links",
    as: ADA,
    path: "/vendor/harbor-foods/invites/share-links",
    file: "app/(vendor)/vendor/[seller]/invites/share-links/page.tsx",
    heading: "Share links",
  },
  {
    name: "poster-none",
    as: ADA,
    path: "/vendor/harbor-foods/invites/poster",
    file: "app/(vendor)/vendor/[seller]/invites/poster/page.tsx",
    heading: "Poster",
  },
  {
    name: "join-unknown",
    as: null,
    path: "/join/harbor-foods/no-such-code",
    file: "app/(auth)/join/[seller]/[code]/page.tsx",
    heading: /./,
  },
  {
    name: "import",
    as: ADA,
    path: "/vendor/harbor-foods/imports/IMPORT",
    file: "app/(vendor)/vendor/[seller]/imports/[id]/page.tsx",
    heading: "Import",
  },
  {
    name: "requests",
    as: ADA,
    path: "/vendor/alpine-tools/requests",
    file: "app/(vendor)/vendor/[seller]/requests/page.tsx",
    heading: "Access requests",
  },
  {
    name: "products",
    as: ADA,
    path: "/vendor/harbor-foods/products",
    file: "app/(vendor)/vendor/[seller]/products/page.tsx",
    heading: "Products",
  },
  {
    name: "product-new",
    as: ADA,
    path: "/vendor/harbor-foods/products/new",
    file: "app/(vendor)/vendor/[seller]/products/new/page.tsx",
    heading: "Add product",
  },
  {
    name: "product",
    as: ADA,
    path: "/vendor/harbor-foods/products/PRODUCT",
    file: "app/(vendor)/vendor/[seller]/products/[id]/page.tsx",
    heading: /./,
  },
  {
    name: "portal-orders",
    as: ADA,
    path: "/vendor/harbor-foods/orders",
    file: "app/(vendor)/vendor/[seller]/orders/page.tsx",
    heading: "Orders",
  },
  {
    name: "portal-order",
    as: ADA,
    path: "/vendor/harbor-foods/orders/NUMBER",
    file: "app/(vendor)/vendor/[seller]/orders/[number]/page.tsx",
    heading: /^Order \d+$/,
  },
  {
    name: "analytics",
    as: ADA,
    path: "/vendor/harbor-foods/analytics",
    file: "app/(vendor)/vendor/[seller]/analytics/page.tsx",
    heading: "Analytics",
  },
  {
    name: "portal-payouts",
    as: ADA,
    path: "/vendor/harbor-foods/payouts",
    file: "app/(vendor)/vendor/[seller]/payouts/page.tsx",
    heading: "Payouts",
  },
  {
    name: "portal-payout",
    as: ADA,
    path: "/vendor/harbor-foods/payouts/1",
    file: "app/(vendor)/vendor/[seller]/payouts/[number]/page.tsx",
    heading: "Payout 1",
  },
  {
    name: "admin-payouts",
    as: OPERATOR,
    path: "/admin/payouts",
    file: "app/(admin)/admin/payouts/page.tsx",
    heading: "Payouts",
  },
  {
    name: "admin-payout",
    as: OPERATOR,
    path: "/admin/payouts/harbor-foods/1",
    file: "app/(admin)/admin/payouts/[seller]/[number]/page.tsx",
    heading: "Payout 1 · Harbor Foods",
  },
  { name: "admin", as: OPERATOR, path: "/admin", file: "app/(admin)/admin/page.tsx", heading: "Platform" },
  {
    name: "admin-sellers",
    as: OPERATOR,
    path: "/admin/sellers",
    file: "app/(admin)/admin/sellers/page.tsx",
    heading: "Sellers",
  },
  {
    name: "admin-seller",
    as: OPERATOR,
    path: "/admin/sellers/meridian-lighting",
    file: "app/(admin)/admin/sellers/[seller]/page.tsx",
    heading: "Meridian Lighting",
  },
  {
    name: "admin-seller-members",
    as: OPERATOR,
    path: "/admin/sellers/harbor-foods?tab=members",
    file: "app/(admin)/admin/sellers/[seller]/page.tsx",
    heading: "Harbor Foods",
  },
  {
    name: "admin-seller-customers",
    as: OPERATOR,
    path: "/admin/sellers/harbor-foods?tab=customers",
    file: "app/(admin)/admin/sellers/[seller]/page.tsx",
    heading: "Harbor Foods",
  },
  {
    name: "admin-users",
    as: OPERATOR,
    path: "/admin/users",
    file: "app/(admin)/admin/users/page.tsx",
    heading: "Users",
  },
  {
    name: "admin-user",
    as: OPERATOR,
    path: "/admin/users/USER",
    file: "app/(admin)/admin/users/[user]/page.tsx",
    heading: "Omar Haddad",
  },
  {
    name: "admin-operators",
    as: OPERATOR,
    path: "/admin/operators",
    file: "app/(admin)/admin/operators/page.tsx",
    heading: "Operators",
  },
  {
    name: "admin-activity",
    as: OPERATOR,
    path: "/admin/audit",
    file: "app/(admin)/admin/audit/page.tsx",
    heading: "Activity",
  },
  {
    name: "admin-messages",
    as: OPERATOR,
    path: "/admin/messages",
    file: "app/(admin)/admin/messages/page.tsx",
    heading: "Messages",
  },
  {
    name: "admin-suppressions",
    as: OPERATOR,
    path: "/admin/messages/suppressions",
    file: "app/(admin)/admin/messages/suppressions/page.tsx",
    heading: "Suppressed contacts",
  },
  { name: "not-found", as: null, path: "/nothing-here", file: "app/not-found.tsx", heading: "Page not found" },
];

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
const SHOTS = "test-results/screens";
mkdirSync(SHOTS, { recursive: true });

test("every page of the tree is among the screens", () => {
  const shown = new Set(SCREENS.map(({ file }) => file));
  expect(pagesInTree().filter((file) => !shown.has(file))).toEqual([]);
});

/** Somebody for the two screens that no demo person sees. */
async function personFor(role: string): Promise<string> {
  if (role === "unnamed") return (await createUser({ name: null })).id;
  if (role === "held") return await userOf(HELD).catch(async () => await longGone());
  if (role === "opening" || role === "submitted") return (await shopBeing(role)).userId;
  if (role !== "both") return await userOf(role);
  const harbor = await systemDb().seller.findFirstOrThrow({ where: { slug: "harbor-foods" } });
  const user = await createUser({ name: "Both" });
  await createCustomer({ seller: harbor, user });
  await createOperator({ userId: user.id });
  return user.id;
}

/** A shop that is not open yet, and its admin; one of each for all screens. */
async function shopBeing(state: "opening" | "submitted"): Promise<{ userId: string; slug: string }> {
  const slug = `screen-${state}`;
  const known = await systemDb().member.findFirst({ where: { seller: { slug } }, select: { userId: true } });
  if (known) return { userId: known.userId, slug };
  const status = state === "opening" ? "draft" : "pending";
  const seller = await createSeller({ slug, name: "Green Grocer", status, onboarding: { done: ["business"] } });
  const { userId } = await createMember({ seller, user: await createUser({ name: "Gina Green" }) });
  return { userId, slug };
}

const HELD = "+1 202 555 0186";

async function longGone(): Promise<string> {
  return (await createUser({ contacts: [HELD, `${unique("held")}@example.com`] })).id;
}

/** Like signing in by a number that nobody used for long. */
async function hold({ as }: Screen, sessionId: string, userId: string): Promise<void> {
  if (as !== "held") return;
  const { id } = await systemDb().contact.findFirstOrThrow({ where: { userId, kind: "phone" } });
  await systemDb().session.updateMany({ where: { id: sessionId }, data: { heldAt: new Date(), contactId: id } });
}

/** NUMBER is an order of Omar's, CUSTOMER is Omar, IMPORT an import that is over, PRODUCT a product, all of Harbor Foods. */
async function pathOf({ path }: Screen): Promise<string> {
  if (path.includes("DRAFT")) return path.replace("DRAFT", (await shopBeing("opening")).slug);
  if (path.includes("USER")) return path.replace("USER", await userOf(OMAR));
  if (path.includes("PENDING")) return path.replace("PENDING", (await shopBeing("submitted")).slug);
  const { id: sellerId } = await systemDb().seller.findFirstOrThrow({ where: { slug: "harbor-foods" } });
  if (path.includes("NUMBER")) {
    const where = { sellerId, customer: { userId: await userOf(OMAR) } };
    const { number } = await systemDb().order.findFirstOrThrow({ where, orderBy: { number: "desc" } });
    return path.replace("NUMBER", String(number));
  }
  if (path.includes("CUSTOMER")) {
    const where = { sellerId, userId: await userOf(OMAR) };
    const { id } = await systemDb().customer.findFirstOrThrow({ where, select: { id: true } });
    return path.replace("CUSTOMER", id);
  }
  if (path.includes("IMPORT")) {
    const refused = [
      { row: 7, cells: ["", "", "Nina Park", "Park Deli"], problem: "empty" as const, of: null },
      { row: 12, cells: ["+1 202 555 01", "", "Omar Haddad", ""], problem: "phone" as const, of: null },
    ];
    const { id } = await createImport({ seller: { id: sellerId }, createdBy: await userOf(ADA), refused });
    return path.replace("IMPORT", id);
  }
  if (!path.includes("PRODUCT")) return path;
  const { id } = await systemDb().product.findFirstOrThrow({ where: { sellerId, sku: { startsWith: "HF-SMSA" } } });
  return path.replace("PRODUCT", id);
}

/** Nothing serious, and nothing that sticks out of the screen. */
async function inspect(page: Page, where: string, scheme: "light" | "dark"): Promise<string[]> {
  // The dark scheme differs in colours alone.
  const axe = new AxeBuilder({ page });
  const rules =
    scheme === "dark"
      ? axe.withRules(["color-contrast"])
      : axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  const { violations } = await rules.analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const found = serious.map(
    ({ id, nodes }) =>
      `${where}: ${id} at ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(" "))
        .join(", ")}`,
  );
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return overflow > 0 ? [...found, `${where}: ${overflow} px wider than the screen`] : found;
}

async function openScreen(page: Page, screen: Screen, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, name: screen.heading }).first()).toBeVisible();
  // Skeletons have gone.
  await expect(page.locator("[aria-busy=true], .animate-pulse")).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}

for (const screen of SCREENS) {
  test(`screen ${screen.name}: light and dark, phone and desktop; axe finds nothing serious`, async ({ browser }) => {
    const path = await pathOf(screen);
    const user = screen.as ? await personFor(screen.as) : null;
    const problems: string[] = [];
    test.setTimeout(300_000);
    const context: BrowserContext = await browser.newContext({
      baseURL: baseUrl(),
      reducedMotion: "reduce",
      viewport: SIZES.phone,
    });
    if (user) await hold(screen, await signIn(context, user), user);
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(`${screen.name}: ${error.message}`));
    page.on("console", (message) => {
      // That a page does not exist is what the screen of that name is about.
      if (message.type() === "error" && screen.name !== "not-found") problems.push(`${screen.name}: ${message.text()}`);
    });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await openScreen(page, screen, path);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({
          path: `${SHOTS}/${screen.name}-${size}-${colorScheme}.png`,
          fullPage: size === "desktop",
        });
        problems.push(...(await inspect(page, `${screen.name} ${size} ${colorScheme}`, colorScheme)));
      }
    }
    expect(problems).toEqual([]);
    await context.close();
  });
}
