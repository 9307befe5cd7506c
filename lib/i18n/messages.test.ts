import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it } from "vitest";
import { type Locale, locales } from "./locales";
import { loadMessages } from "./messages";

/** Every text of a language by its full path, straight from its files: nothing filled in from English. */
function textsOf(locale: string): Map<string, unknown> {
  const folder = path.join(process.cwd(), "locales", locale);
  return new Map(
    readdirSync(folder).flatMap((file) =>
      leaves(JSON.parse(readFileSync(path.join(folder, file), "utf8")), path.basename(file, ".json")),
    ),
  );
}

function leaves(value: unknown, key: string): [string, unknown][] {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${key}.${name}`))
    : [[key, value]];
}

/** What a caller must pass: arguments, tags, and the cases of each select. */
function demands(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...demands(element.children)];
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return [element.value];
    const inner = Object.values(element.options).flatMap((option) => demands(option.value));
    const cases = element.type === TYPE.select ? Object.keys(element.options).sort().join("|") : "";
    return [`${element.value} ${cases}`.trim(), ...inner];
  });
}

function demandsOf(text: string): string[] {
  return [...new Set(demands(parse(text)))].sort();
}

/** Plurals that leave out a form of their language: numbers of that form would read as "other". */
function missingForms(locale: string, elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return missingForms(locale, element.children);
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return [];
    const { options } = element;
    const inner = Object.values(options).flatMap((option) => missingForms(locale, option.value));
    if (element.type === TYPE.select || !element.pluralType || sameForAll(options)) return inner;
    const forms = new Intl.PluralRules(locale, { type: element.pluralType }).resolvedOptions().pluralCategories;
    const served = (form: string) => form in options || (form === "zero" && "=0" in options);
    return [...inner, ...forms.filter((form) => !served(form))];
  });
}

/** "# in 30 days": one form that reads alike for every number. */
function sameForAll(options: object): boolean {
  return Object.keys(options).every((form) => form === "other" || form.startsWith("="));
}

const english = textsOf("en");
const languages = Object.keys(locales) as Locale[];

it("every folder of locales/ is switched on, and the other way round", () => {
  expect(readdirSync(path.join(process.cwd(), "locales")).sort()).toEqual([...languages].sort());
});

describe.each(languages)("messages in %s", (locale) => {
  const texts = textsOf(locale);
  const words = [...texts].filter((entry): entry is [string, string] => typeof entry[1] === "string");

  it("are loaded with the namespaces that every page needs", () => {
    expect(Object.keys(loadMessages(locale))).toEqual(expect.arrayContaining(["ui", "status", "shell"]));
  });
  it("have exactly the keys of English", () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });
  it("are texts, none of them empty", () => {
    expect([...texts].filter(([, text]) => typeof text !== "string" || text.trim() === "")).toEqual([]);
  });
  it("parse, and ask for the same arguments, tags and cases as English", () => {
    const asked = Object.fromEntries(words.map(([key, text]) => [key, demandsOf(text)]));
    const expected = Object.fromEntries(words.map(([key]) => [key, demandsOf(String(english.get(key)))]));
    expect(asked).toEqual(expected);
  });
  it("give plurals every form that the language has", () => {
    const lacking = words.flatMap(([key, text]) => missingForms(locale, parse(text)).map((form) => `${key}: ${form}`));
    expect(lacking).toEqual([]);
  });
});

describe("what people typed in a sentence", () => {
  const loaded = (locale: Locale) =>
    leaves(loadMessages(locale), "").map(([key, text]) => [key, String(text)] as const);

  it("stands isolated in languages that are written from right to left", () => {
    const bare = loaded("ar").filter(([, text]) =>
      /(?<!\u2068)\{(seller|sellerName|name|contact|customerName)\}/.test(text),
    );
    expect(bare).toEqual([]);
    expect(loaded("ar").some(([, text]) => text.includes("\u2068{seller}\u2069"))).toBe(true);
  });

  it("links and codes stay as they are, for programs that read them", () => {
    expect(loaded("ar").filter(([, text]) => /\u2068\{(link|code)\}/.test(text))).toEqual([]);
    expect(loaded("en").filter(([, text]) => text.includes("\u2068"))).toEqual([]);
  });
});
