import "./environment";
import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { z } from "zod";
import { contactLookups } from "@/lib/contacts/sealing";
import { closeDb } from "@/lib/db/client";
import { systemDb } from "@/prisma/factories/db";
import { contactOf, createSession } from "@/prisma/factories/people";
import { createHouse, type House } from "@/prisma/factories/world";

type Fixtures = {
  /** A page of a browser in which this person is signed in; each call is a browser of its own. */
  as: (person: string) => Promise<Page>;
  /** A seller of this test's own, with a member, customers, products and orders: for whatever changes things. */
  house: House;
};

export const test = base.extend<Fixtures, { database: undefined }>({
  as: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person) => {
      const context = await browser.newContext(baseURL ? { baseURL } : {});
      contexts.push(context);
      await signIn(context, person.includes("@") || person.startsWith("+") ? await userOf(person) : person);
      return await context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  house: async ({}, use) => {
    await use(await createHouse());
  },
  database: [
    async ({ browserName: _ }, use) => {
      await use(undefined);
      await closeDb();
    },
    { scope: "worker", auto: true },
  ],
});

export { expect };

/** Puts a session straight into the browser; the real sign-in has tests of its own. */
export async function signIn(context: BrowserContext, userId: string): Promise<string> {
  const { sessionId, cookie } = await createSession(userId);
  await context.addCookies([{ ...cookie, url: baseUrl(), httpOnly: true, sameSite: "Lax" }]);
  return sessionId;
}

/** The user of a contact, for example of a demo person. */
export async function userOf(contact: string): Promise<string> {
  const { kind, value } = contactOf(contact);
  const found = await systemDb().contact.findFirst({
    where: { kind, lookup: { in: contactLookups({ kind, value }) } },
    select: { userId: true },
  });
  if (!found) throw new Error(`Nobody has the contact ${contact}.`);
  return found.userId;
}

export function baseUrl(): string {
  return process.env.E2E_URL ?? "http://localhost:3000";
}

const inboxMessage = z.object({
  id: z.string(),
  channel: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  createdAt: z.string(),
});
export type InboxMessage = z.output<typeof inboxMessage>;

/** The newest message to a contact that says this, as soon as it is there. */
export async function messageTo(
  request: APIRequestContext,
  contact: string,
  saying: RegExp,
  since = new Date(0),
): Promise<InboxMessage> {
  let found: InboxMessage | undefined;
  await expect
    .poll(
      async () => {
        const response = await request.get("/api/dev/inbox", { params: { to: contactOf(contact).value } });
        const messages = z.array(inboxMessage).parse(await response.json());
        found = messages.find(({ text, createdAt }) => saying.test(text) && new Date(createdAt) >= since);
        return found !== undefined;
      },
      { message: `no message to ${contact} saying ${saying}`, timeout: 20_000 },
    )
    .toBe(true);
  if (!found) throw new Error("unreachable");
  return found;
}

/** Types the contact, fetches the code from the inbox, types it. Ends wherever signing in leads. */
export async function signInByCode(page: Page, contact: string): Promise<void> {
  const since = new Date(Date.now() - 2_000);
  await page.getByRole("textbox", { name: "Mobile number or email" }).fill(contact);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("textbox", { name: "Code" })).toBeVisible();
  const { text } = await messageTo(page.request, contact, /\b\d{6}\b/, since);
  await page.getByRole("textbox", { name: "Code" }).fill(/\b\d{6}\b/.exec(text)?.[0] ?? "");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}
