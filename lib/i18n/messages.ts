import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { AbstractIntlMessages } from "next-intl";
import { defaultLocale, directionOf, type Locale } from "./locales";

/** Namespaces that every page sends to the browser; the rest go where a shell asks for them. */
export const baseNamespaces = ["ui", "status", "shell"];

interface Loaded {
  checkedAt: number;
  stamp: string;
  messages: AbstractIntlMessages;
}

const cache = new Map<Locale, Loaded>();

/** All messages of a language: each file of locales/<locale> under its own name, English where one is missing. */
export function loadMessages(locale: Locale): AbstractIntlMessages {
  const own = loadFolder(locale);
  return locale === defaultLocale ? own : { ...loadFolder(defaultLocale), ...own };
}

/** Reads the folder again when a file changed, looking at most once a second. */
function loadFolder(locale: Locale): AbstractIntlMessages {
  const known = cache.get(locale);
  const checkedAt = performance.now();
  if (known && checkedAt - known.checkedAt < 1000) return known.messages;
  const files = listFiles(locale);
  const stamp = files.map((file) => `${file}:${statSync(file).mtimeMs}`).join();
  const messages = known?.stamp === stamp ? known.messages : readFiles(files, directionOf(locale) === "rtl");
  cache.set(locale, { checkedAt, stamp, messages });
  return messages;
}

function listFiles(locale: Locale): string[] {
  const folder = path.join(process.cwd(), "locales", locale);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => path.join(folder, file));
}

function readFiles(files: string[], rightToLeft: boolean): AbstractIntlMessages {
  return Object.fromEntries(files.map((file) => [path.basename(file, ".json"), parse(file, rightToLeft)]));
}

function parse(file: string, rightToLeft: boolean): AbstractIntlMessages {
  const text = readFileSync(file, "utf8");
  return JSON.parse(text, (_key, value) => (rightToLeft && typeof value === "string" ? isolated(value) : value));
}

// What people typed, and numbers to call: in a sentence of the other direction it must not pull its neighbours along.
const TYPED =
  /\{(seller|sellerName|store|name|names|list|company|customer|customerName|contact|who|what|label|inviter|text|raw|sku|unit|trade|town|reason|file)\}/g;

/** Arguments between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. Not links and codes: programs read those. */
function isolated(message: string): string {
  return message.replace(TYPED, "\u2068{$1}\u2069");
}
