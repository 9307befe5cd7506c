import { type AbstractIntlMessages, createTranslator, type Messages } from "next-intl";
import { describe, expect, it } from "vitest";
import { type Locale, locales } from "./locales";
import { loadMessages } from "./messages";

function leaves(messages: AbstractIntlMessages, prefix = ""): [string, unknown][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "object" ? leaves(value, `${prefix}${key}.`) : [[prefix + key, value] as [string, unknown]],
  );
}

const languages = Object.keys(locales) as Locale[];

describe.each(languages)("messages in %s", (locale) => {
  const messages = loadMessages(locale);

  it("has the namespaces that every page needs", () => {
    expect(Object.keys(messages)).toEqual(expect.arrayContaining(["ui"]));
  });
  it("has exactly the keys of English", () => {
    const keys = (m: AbstractIntlMessages) =>
      leaves(m)
        .map(([key]) => key)
        .sort();
    expect(keys(messages)).toEqual(keys(loadMessages("en")));
  });
  it("holds text only, and every text parses", () => {
    const broken: string[] = [];
    const translate = createTranslator({
      locale,
      messages: messages as Messages,
      onError: (error) => {
        if (error.code === "INVALID_MESSAGE") broken.push(error.message);
      },
    });
    for (const [key, value] of leaves(messages)) {
      expect(typeof value, key).toBe("string");
      translate(key);
    }
    expect(broken).toEqual([]);
  });
});
