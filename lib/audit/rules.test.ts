import { globSync, readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { EVENT_GROUPS, eventValues, REFUSED, sayEvent, withChosen } from "@/lib/audit/rules";
import words from "@/locales/en/audit.json";

/** Actions that the code puts together from parts. */
const COMPOSED = [
  ...["placed", "confirmed", "shipped", "delivered", "cancelled"].map((to) => `order.${to}`),
  ...["done", "cancelled", "failed"].map((end) => `import.${end}`),
];
/** What happens on the platform and never at a seller: there is no group for it. */
const PLATFORM = [
  "activity",
  "contact",
  "session",
  "user",
  "operator",
  "suppression",
  "merge",
  "sign_in",
  "code",
  "access",
];

/** Every action that somebody records: its name stands in a file that writes to the audit. */
function recorded(): string[] {
  const files = globSync("lib/**/*.ts").filter((file) => !file.endsWith(".test.ts") && !file.includes("generated"));
  const literals = files
    .map((file) => readFileSync(file, "utf8"))
    .filter((text) => /recordAudit|audit_events|auditEvent/.test(text))
    .flatMap((text) => [...text.matchAll(/["']([a-z_]+\.[a-z_]+)["']/g)].map(([, name]) => name ?? ""));
  const nouns = new Set([...Object.keys(words.events), ...Object.values(EVENT_GROUPS).flat(), ...PLATFORM]);
  const isRight = (name: string) => /\.(read|write|decide|answer|resolve|merge)$/.test(name);
  return [...new Set([...literals, ...COMPOSED])].filter(
    (name) => nouns.has(name.split(".")[0] ?? "") && !isRight(name),
  );
}

describe("the words of events", () => {
  it("are there for everything that is recorded", () => {
    const known = Object.entries(words.events).flatMap(([noun, verbs]) =>
      Object.keys(verbs).map((verb) => `${noun}.${verb}`),
    );
    const actions = recorded();
    expect(actions.length).toBeGreaterThan(40);
    expect(actions.filter((action) => !known.includes(action))).toEqual([]);
  });

  it("of everything that happens at a seller belong to one group", () => {
    const grouped: string[] = Object.values(EVENT_GROUPS).flat();
    expect(new Set(grouped).size).toBe(grouped.length);
    const nouns = new Set(
      recorded()
        .filter((action) => !action.endsWith(`.${REFUSED}`))
        .map((action) => action.split(".")[0] ?? ""),
    );
    expect([...nouns].filter((noun) => !grouped.includes(noun) && !PLATFORM.includes(noun))).toEqual([]);
  });

  it("get a value for each of their arguments from any data, and never the data itself", () => {
    const all = { how: "other", was: "other", what: "other", channel: "other", kind: "other", decision: "other" };
    const none = { ...all, number: "", reason: "", count: 0 };
    for (const data of [null, undefined, 7, [], {}, { how: 1, changed: "name" }])
      expect(eventValues(data)).toEqual(none);
    expect(eventValues({ how: "invite", was: "revoked", number: 1004, rows: 3, secret: "+12025550101" })).toEqual({
      ...none,
      how: "invite",
      was: "revoked",
      number: "1004",
      count: 3,
    });
    expect(eventValues({ changed: ["note"] }).what).toBe("note");
    expect(eventValues({ changed: ["note", "name"] }).what).toBe("other");
  });

  it("tell being let in again by an entry that was restored from the first time", () => {
    const t = createTranslator({ locale: "en", messages: words, namespace: "events" });
    const say: Parameters<typeof sayEvent>[0] = Object.assign(
      (key: string, values: object) => t(key as never, values as never),
      {
        has: () => true,
      },
    );
    const approved = (data: object) => sayEvent(say, { action: "customer.approved", values: eventValues(data) });
    expect(approved({ how: "client_list", was: "revoked" })).toBe("Access restored via client list");
    expect(approved({ how: "client_list", was: null })).toBe("Auto-approved via client list");
  });

  it("that are missing leave the action's own name", () => {
    const t = Object.assign((key: string) => `said ${key}`, { has: (key: string) => key === "order.placed" });
    const values = eventValues({});
    expect(sayEvent(t, { action: "order.placed", values })).toBe("said order.placed");
    expect(sayEvent(t, { action: "moon.landed", values })).toBe("moon.landed");
  });
});

it("who was chosen is among the choices once", () => {
  const member = { who: "member.1", name: "Mia" };
  const customer = { who: "customer.2", name: "Nina" };
  expect(withChosen([member], [customer])).toEqual([member, customer]);
  expect(withChosen([member], [member, { who: "operators", name: null }])).toEqual([member]);
});
