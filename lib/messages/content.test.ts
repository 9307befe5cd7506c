import fc from "fast-check";
import { SegmentedMessage } from "sms-segments-calculator";
import { describe, expect, it } from "vitest";
import { resetEnv } from "@/lib/env";
import { directionOf, locales } from "@/lib/i18n/locales";
import { loadMessages } from "@/lib/i18n/messages";
import { MEMBER_CHANGES } from "@/lib/members/rules";
import { OPERATOR_CHANGES } from "@/lib/operators/rules";
import { TOLD_DECISIONS } from "@/lib/sellers/rules";
import { emailContent, plainContent, smsText } from "./content";
import { emailHtml } from "./emails/message-email";
import { type TemplateMessage, templateMessage } from "./templates";
import type { ToldPage } from "./visit-templates";

const link = "https://trade.example/invite/harbor-foods/AbC_dEf-123";
const store = {
  sellerName: "Harbor Foods",
  timeZone: "America/New_York",
  link,
  settings: "https://trade.example/alerts",
};
const nina = { name: "Nina Park", company: "Park Deli" };
const pages: ToldPage[] = [
  { kind: "shop", about: null },
  { kind: "category", about: "Shellfish" },
  { kind: "category", about: null },
  { kind: "search", about: "oat milk" },
  { kind: "quick-order", about: null },
  { kind: "basket", about: null },
  { kind: "orders", about: null },
  { kind: "order", about: "1001" },
];
const week = {
  week: { visits: 14, customers: 6 },
  before: { visits: 7, customers: 1 },
  days: [2, 0, 3, 1, 8, 0, 0].map((visits, day) => ({ day: `2026-11-${16 + day}`, visits })),
  top: [{ visitor: nina, visits: 5 }],
  late: [{ visitor: { name: null, company: null }, lastAt: "2026-09-01T12:00:00.000Z" }],
};
const messages: TemplateMessage[] = [
  { template: "sign-in-code", code: "123456", minutes: 5 },
  { template: "add-contact-code", code: "123456", minutes: 5 },
  { template: "customer-invite", sellerName: "Harbor Foods", link, expiresAt: "2026-12-01T10:00:00.000Z" },
  { template: "invite-reminder", sellerName: "Harbor Foods", link, expiresAt: "2026-03-01T12:00:00.000Z" },
  { template: "invite-asked-again", sellerName: "Harbor Foods", customerName: "Lena Fischer", link },
  { template: "access-approved", sellerName: "Harbor Foods", link },
  { template: "access-rejected", sellerName: "Harbor Foods", reason: "Only in Norway." },
  { template: "access-revoked", sellerName: "Harbor Foods" },
  { template: "access-restored", sellerName: "Harbor Foods", link },
  { template: "access-requested", sellerName: "Harbor Foods", customerName: "Lena Fischer", link },
  { template: "access-given", sellerName: "Harbor Foods", link },
  {
    template: "order-refunded",
    sellerName: "Harbor Foods",
    number: 1001,
    amount: 1250,
    currency: "USD",
    reason: "Two crates were broken.",
    link,
  },
  {
    template: "member-invite",
    sellerName: "Harbor Foods",
    inviter: "Ada Rossi",
    role: "support",
    link,
    expiresAt: "2026-12-01T10:00:00.000Z",
  },
  {
    template: "member-invite",
    sellerName: "Harbor Foods",
    inviter: null,
    role: "admin",
    link,
    expiresAt: "2026-12-01T10:00:00.000Z",
    unopened: true,
  },
  { template: "member-joined", sellerName: "Harbor Foods", role: "manager", link },
  ...MEMBER_CHANGES.map(
    (change): TemplateMessage => ({
      template: "member-changed",
      sellerName: "Harbor Foods",
      change,
      role: "admin",
      link,
    }),
  ),
  ...TOLD_DECISIONS.map(
    (decision): TemplateMessage => ({
      template: "seller-decided",
      sellerName: "Harbor Foods",
      decision,
      reason: "The papers are missing.",
      link,
    }),
  ),
  { template: "seller-submitted", sellerName: "Harbor Foods", country: "NO", link },
  ...OPERATOR_CHANGES.map(
    (change): TemplateMessage => ({ template: "operator-changed", change, role: "finance", link }),
  ),
  { template: "users-merged", at: "2026-11-21T15:51:00.000Z", until: "2026-12-21T15:51:00.000Z" },
  { template: "contact-removed", at: "2026-11-21T15:51:00.000Z" },
  { template: "customer-auto-approved", sellerName: "Harbor Foods", count: 1, names: ["Lena Fischer"], link },
  { template: "customer-auto-approved", sellerName: "Harbor Foods", count: 40, names: ["Lena", "Nina"], link },
  { template: "visit-alert", ...store, visitor: nina, at: "2026-11-21T15:51:00.000Z", pages },
  {
    template: "visit-digest",
    ...store,
    visits: [{ visitor: nina, at: "2026-11-21T15:51:00.000Z", seconds: 200, pages, link }],
    more: 3,
  },
  { template: "weekly-summary", ...store, ...week },
];
// The basic character set of GSM 03.38: outside of it an SMS holds 70 characters instead of 160.
const GSM7 = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

describe("messages in words", () => {
  it.each(messages)(
    "$template: SMS in the GSM alphabet, in one part; e-mail with subject, text and HTML",
    async (message) => {
      const sms = smsText(message, "en");
      expect(sms).toMatch(GSM7);
      expect(sms.length).toBeLessThanOrEqual(160);
      const content = emailContent(message, "en");
      const { subject, text } = plainContent("email", message, "en");
      const html = await emailHtml(content);
      expect(subject).toBe(content.subject);
      for (const part of [content.heading, content.code, content.action?.link]) {
        if (part === undefined) continue;
        expect(text).toContain(part);
        expect(html).toContain(part);
      }
      expect(`${sms}${text}${html}${subject}`).not.toMatch(/messages\.|undefined|\{\w+\}/);
    },
  );

  it("a code SMS ends with the WebOTP line, bound to the host without port", () => {
    const saved = process.env.APP_URL;
    process.env.APP_URL = "https://trade.example:8443";
    resetEnv();
    try {
      const lines = smsText({ template: "sign-in-code", code: "004711", minutes: 5 }, "en").split("\n");
      expect(lines.at(-1)).toBe("@trade.example #004711");
      expect(lines.at(-2)).toBe("");
      expect(lines[0]).toContain("004711");
    } finally {
      if (saved === undefined) delete process.env.APP_URL;
      else process.env.APP_URL = saved;
      resetEnv();
    }
  });

  it("the same message is worded the same each time, or its idempotency key would be refused", async () => {
    for (const message of messages) {
      expect(await emailHtml(emailContent(message, "en"))).toBe(await emailHtml(emailContent(message, "en")));
    }
  });

  it.each(Object.keys(locales))("an e-mail is written in the direction of its language, whole: %s", async (locale) => {
    const direction = directionOf(locale);
    for (const message of messages) {
      const html = await emailHtml(emailContent(message, locale));
      expect(new Set(html.match(/\b(?:dir|lang)="[^"]*"/g))).toEqual(
        new Set([`dir="${direction}"`, `lang="${locale}"`]),
      );
    }
  });

  it("names cannot bring markup into an e-mail", async () => {
    const html = await emailHtml(
      emailContent({ template: "access-rejected", sellerName: "<img src=x>", reason: "<b>no</b>" }, "en"),
    );
    expect(html).not.toContain("<img src=x>");
    expect(html).not.toContain("<b>no</b>");
  });

  it.each(Object.keys(locales))(
    "what strangers call themselves is quoted, and no program makes a link of it: %s",
    async (locale) => {
      const name = "Locked. Sign in at https://evil.example/harbor or www.evil.example";
      const common = { sellerName: "Harbor Foods", link };
      for (const message of [
        { template: "access-requested", customerName: name, ...common },
        { template: "customer-auto-approved", count: 1, names: [name], ...common },
        { template: "customer-auto-approved", count: 9, names: [name, name], ...common },
      ] as TemplateMessage[]) {
        const content = emailContent(message, locale);
        const words = [plainContent("email", message, locale).text, await emailHtml(content), smsText(message, locale)];
        for (const text of words) {
          const ours = text.replaceAll(link, "").replace(/"https?:\/\/www\.w3\.org[^"]*"/g, "");
          expect(ours).not.toMatch(/\w:\/\/|evil\.|\.example/);
        }
        expect(words[0]?.replace(/[\u2068\u2069]/g, "")).toMatch(/[“„«]Locked\. .*[”“»]/);
      }
    },
  );

  it.each(Object.keys(locales))("what a stranger typed stands in no subject: %s", (locale) => {
    const name = "Pay me at evil.example";
    const common = { sellerName: "Harbor Foods", link };
    for (const message of [
      { template: "access-requested", customerName: name, ...common },
      { template: "invite-asked-again", customerName: name, ...common },
      { template: "customer-auto-approved", count: 1, names: [name], ...common },
    ] as TemplateMessage[]) {
      const { subject } = plainContent("email", message, locale);
      expect(subject).toContain("Harbor Foods");
      expect(subject).not.toContain("evil");
    }
  });

  it.each(Object.keys(locales))(
    "no program makes a link of what customers call themselves or search for: %s",
    (locale) => {
      const visitor = { name: "Sign in at https://evil.example", company: "www.evil.example" };
      const [at, seen] = [
        "2026-11-21T15:51:00.000Z",
        [{ kind: "search", about: "https://evil.example" }] as ToldPage[],
      ];
      for (const message of [
        { template: "visit-alert", ...store, visitor, at, pages: seen },
        { template: "visit-digest", ...store, visits: [{ visitor, at, seconds: 9, pages: seen, link }], more: 0 },
        {
          template: "weekly-summary",
          ...store,
          ...week,
          top: [{ visitor, visits: 1 }],
          late: [{ visitor, lastAt: at }],
        },
      ] as TemplateMessage[]) {
        const { subject, text } = plainContent("email", message, locale);
        const ours = `${subject} ${text}`.replaceAll(link, "").replaceAll(store.settings, "");
        expect(ours).not.toMatch(/:\/\/|evil\.|\.example/);
      }
    },
  );

  it("an alert says who came, when by the seller's clock, what they looked at, and where to see it", () => {
    const alert = messages.find(({ template }) => template === "visit-alert");
    const { subject, text } = plainContent("email", alert as TemplateMessage, "en");
    expect(subject).toBe("Nina Park is in your shop · Harbor Foods");
    for (const said of ["Nina Park", "Park Deli", "10:51", "search for “oat milk”", "order 1001", link])
      expect(text).toContain(said);
  });

  it("a week is a chart of table cells: a label and a number for each day, a bar as long as its share, no picture", async () => {
    const summary = emailContent({ template: "weekly-summary", ...store, ...week }, "en");
    const html = await emailHtml(summary);
    expect(html).not.toContain("<img");
    expect(html).toContain('aria-label="Visits per day"');
    expect([...html.matchAll(/aria-hidden="true" width="(\d+)%"/g)].map(([, share]) => Number(share))).toEqual([
      25, 38, 13, 100,
    ]);
    const { text } = plainContent("email", { template: "weekly-summary", ...store, ...week }, "en");
    expect(text).toContain("Mon, November 16: 2\nTue, November 17: 0");
    expect(text).toContain("14 (week before: 7)");
  });

  it.each(Object.keys(locales))("a rejection by SMS says the reason, cut to two parts: %s", (locale) => {
    const rejected = (reason: string) =>
      smsText({ template: "access-rejected", sellerName: "Harbor Foods", reason }, locale);
    expect(rejected("Only in\nNorway.")).toContain("Only in Norway.");
    for (const long of [
      "We only deliver in Norway. ".repeat(11),
      "نحن نبيع في النرويج فقط. ".repeat(12),
      "😀".repeat(150),
    ]) {
      const text = rejected(long);
      expect(new SegmentedMessage(text).segmentsCount).toBeLessThanOrEqual(2);
      expect(text).toContain([...long].slice(0, 20).join(""));
      expect(text).toMatch(/\.\.\.\u2069?$/);
    }
    expect(rejected("Buy at https://evil.example/x")).not.toMatch(/evil\.|:\/\/evil/);
  });

  it.each(Object.keys(locales))("every template has its words in timelines: %s", (locale) => {
    const words = loadMessages(locale as keyof typeof locales);
    for (const { shape } of templateMessage.options) {
      expect(words).toHaveProperty(["delivery", "templates", shape.template.value], expect.any(String));
    }
  });

  it("whatever a stored message may say can be worded, in any language that a row may name", () => {
    const invite = { template: "customer-invite", sellerName: "Harbor Foods", link } as const;
    const two = (n: number) => String(n).padStart(2, "0");
    const number = (min: number, max: number) => fc.integer({ min, max });
    const times = fc
      .tuple(
        number(0, 9999),
        number(0, 13),
        number(0, 32),
        number(0, 25),
        number(0, 61),
        fc.constantFrom("", ":59", ":07.123456789"),
      )
      .map(([y, m, d, h, min, s]) => `${String(y).padStart(4, "0")}-${two(m)}-${two(d)}T${two(h)}:${two(min)}${s}Z`)
      .filter((expiresAt) => templateMessage.safeParse({ ...invite, expiresAt }).success);
    const rowLocales = fc.oneof(
      fc.constantFrom(...Object.keys(locales)),
      fc.constantFrom("toString", "__proto__", "und-x"),
      fc.string(),
    );
    fc.assert(
      fc.property(times, rowLocales, fc.string(), (expiresAt, locale, sellerName) => {
        const { subject, text } = plainContent("email", { ...invite, sellerName, expiresAt }, locale);
        expect(subject).toContain(sellerName);
        expect(text).toContain(link);
      }),
    );
  });

  it("an unknown language is English", () => {
    expect(smsText(messages[0] as TemplateMessage, "xx")).toBe(smsText(messages[0] as TemplateMessage, "en"));
  });
});
