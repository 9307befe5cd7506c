import type { APIRequestContext, APIResponse, PlaywrightWorkerArgs } from "@playwright/test";
import { type ActorName, type Actors, type Answer, createActors, expectedAnswer } from "@/prisma/factories/actors";
import { createSession } from "@/prisma/factories/people";
import type { House } from "@/prisma/factories/world";
import { baseUrl, expect, signIn, test } from "../support/test";
import { addressOf, methodsOf, OF_SELLERS, PAGES, pagesInTree, ROUTES, routesInTree } from "./doors";

let actors: Actors;
test.beforeAll(async () => {
  actors = await createActors();
});

test("every page and every route handler of the file tree is listed", () => {
  expect(pagesInTree()).toEqual(Object.keys(PAGES).sort());
  expect(routesInTree()).toEqual(Object.keys(ROUTES).sort());
});

type Client = { actor: ActorName; request: APIRequestContext };

/** One client per actor, each signed in with a live session. */
async function clientsOf(playwright: PlaywrightWorkerArgs["playwright"]): Promise<Client[]> {
  const names = Object.keys(actors.users) as ActorName[];
  return await Promise.all(
    names.map(async (actor) => {
      const user = actors.users[actor];
      const cookie = user ? (await createSession(user)).cookie : null;
      const headers = cookie ? { cookie: `${cookie.name}=${cookie.value}` } : undefined;
      return { actor, request: await playwright.request.newContext({ baseURL: baseUrl(), extraHTTPHeaders: headers }) };
    }),
  );
}

const namesOf = ({ seller, product, buyer, neighbourCustomer, order, invite, importId }: House) => ({
  slug: seller.slug,
  productId: product.id,
  customerId: neighbourCustomer.id,
  importId,
  orderNumber: order.number,
  inviteId: invite.id,
  userId: buyer.id,
  token: invite.token,
});

function sentToSignIn(response: APIResponse, html: string): boolean {
  const { pathname, search } = new URL(response.url());
  return (pathname === "/sign-in" && search.startsWith("?next=")) || /http-equiv="refresh"[^>]*\/sign-in/.test(html);
}

/** Pages stream, so their status says little: the answer is in what they show. */
async function pageAnswer(response: APIResponse): Promise<{ answer: Answer | "closed"; html: string }> {
  const html = await response.text();
  if (
    /http-equiv="refresh"[^>]*\/(sellers|vendor)\?closed=/.test(html) ||
    new URL(response.url()).search.startsWith("?closed=")
  )
    return { answer: "closed", html };
  if (sentToSignIn(response, html)) return { answer: "signed out", html };
  if (html.includes("NEXT_HTTP_ERROR_FALLBACK;404")) return { answer: "not found", html };
  // Either a page with its heading, or on to a better place.
  expect(/<h1|http-equiv="refresh"/.test(html), `${response.url()} shows a heading`).toBe(true);
  return { answer: "in", html };
}

function routeAnswer(response: APIResponse): Answer {
  if (response.status() === 401) return "signed out";
  return response.status() === 404 ? "not found" : "in";
}

/** Promise 12: what somebody signed in is sent is kept by nobody on the way. */
function expectPrivate(response: APIResponse): void {
  const control = response.headers()["cache-control"] ?? "";
  expect(control, response.url()).toContain("private");
  expect(control, response.url()).toContain("no-store");
}

/** Whatever the refused answer is, it says nothing about the seller; what the actor may not do in their own portal names that portal, of course. */
function expectSilent(text: string, house: House, where: string): void {
  const { seller, product, customer } = house;
  const told = [seller.name, seller.id, product.sku, product.name, customer.id].filter((secret) =>
    text.includes(secret),
  );
  expect(told, where).toEqual([]);
}

/** Whose access is paused is told so, by the store's name; it is their own. */
const isPaused = (at: "a" | "suspended", actor: ActorName) => at === "a" && actor === "deactivated member of A";
const isStaff = (at: "a" | "suspended", actor: ActorName) => expectedAnswer("reads", at, actor) === "in";

for (const at of ["a", "suspended"] as const) {
  test(`every page × every actor, at seller ${at}; what is shown is private and no-store`, async ({ playwright }) => {
    test.setTimeout(240_000);
    const clients = await clientsOf(playwright);
    const house = actors[at];
    const wrong: string[] = [];
    for (const [file, door] of Object.entries(PAGES)) {
      if (at === "suspended" && !OF_SELLERS.includes(door)) continue;
      const address = addressOf(file, namesOf(house));
      // Each actor has a connection of their own: they may all knock at once.
      await Promise.all(
        clients.map(async ({ actor, request }) => {
          const response = await request.get(address);
          const { answer, html } = await pageAnswer(response);
          // Its own customers are told that a shop is closed for now, among their sellers.
          const closed =
            (at === "suspended" && door === "shop" && actor === "customer of the suspended seller") ||
            (isPaused(at, actor) && door !== "shop" && OF_SELLERS.includes(door));
          const expected = closed ? "closed" : expectedAnswer(door, at, actor);
          if (answer !== expected) wrong.push(`${address} as ${actor}: ${answer}, not ${expected}`);
          if (actor !== "stranger") expectPrivate(response);
          if (answer !== "in" && !closed && OF_SELLERS.includes(door) && !isStaff(at, actor))
            expectSilent(html, house, `${address} as ${actor}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
    await Promise.all(clients.map(({ request }) => request.dispose()));
  });

  test(`every route handler × every method × every actor, at seller ${at}`, async ({ playwright }) => {
    test.setTimeout(120_000);
    const clients = await clientsOf(playwright);
    const house = actors[at];
    const wrong: string[] = [];
    for (const [key, door] of Object.entries(ROUTES)) {
      if (at === "suspended" && (door === "nobody" || !OF_SELLERS.includes(door))) continue;
      const [method = "", file = ""] = key.split(" ");
      const address = addressOf(file, namesOf(house));
      await Promise.all(
        clients.map(async ({ actor, request }) => {
          const response = await request.fetch(address, { method, headers: { origin: baseUrl() } });
          const answer = routeAnswer(response);
          const expected = door === "nobody" ? "not found" : expectedAnswer(door, at, actor);
          if (answer !== expected) wrong.push(`${key} as ${actor}: ${answer}, not ${expected}`);
          if (door !== "anybody") expectPrivate(response);
          if (answer !== "in" && !isStaff(at, actor) && !isPaused(at, actor))
            expectSilent(await response.text(), house, `${key} as ${actor}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
    await Promise.all(clients.map(({ request }) => request.dispose()));
  });
}

test("methods that a route handler does not have are refused for everybody", async ({ playwright }) => {
  const clients = (await clientsOf(playwright)).filter(({ actor }) =>
    ["stranger", "admin of A", "operator"].includes(actor),
  );
  for (const file of new Set(routesInTree().map((key) => key.split(" ")[1] ?? ""))) {
    const address = addressOf(file, namesOf(actors.a));
    const missing = ["POST", "PUT", "PATCH", "DELETE"].filter((method) => !methodsOf(file).includes(method));
    for (const { request } of clients) {
      for (const method of missing) {
        const response = await request.fetch(address, { method, headers: { origin: baseUrl() }, data: {} });
        expect(response.status(), `${method} ${address}`).toBe(405);
      }
    }
  }
});

test("a refused page looks like a page that does not exist, title included", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: baseUrl() });
  await signIn(context, actors.users["customer of B"]);
  const page = await context.newPage();
  const seen: { heading: string | null; title: string }[] = [];
  for (const address of [
    "/nothing-here",
    `/s/${actors.a.seller.slug}`,
    `/vendor/${actors.a.seller.slug}`,
    "/s/no-such-seller",
    "/vendor/no-such-seller/products",
    "/admin",
  ]) {
    await page.goto(address);
    const heading = page.getByRole("heading", { level: 1 });
    await expect(heading).toBeVisible();
    // The title is streamed after the page.
    await expect(page).toHaveTitle(/./);
    seen.push({ heading: await heading.textContent(), title: await page.title() });
  }
  for (const answer of seen) expect(answer).toEqual(seen[0]);
  await context.close();
});
