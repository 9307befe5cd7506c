import { z } from "zod";

// What cannot be seen, ends a line or turns its direction: \p{C}, \p{Z}. A joiner between two characters belongs to Persian and to emoji.
const GAP = /[\p{C}\p{Z}\s]{2,}|^[\p{C}\p{Z}\s]|[\p{C}\p{Z}\s]$|(?!\u200C|\u200D)[\p{C}\p{Z}\s]/gu;
const LINE_END = /\r\n?|[\u0085\u2028\u2029]/g;
const CONTROL = /(?!\n|\u200C|\u200D)\p{C}/gu;

/** Names, numbers, searches: whatever they come to stand in, they stay on its line. */
export function oneLine(text: string): string {
  return text.replace(GAP, " ").trim();
}

export function line(message?: string) {
  return z.string(message).overwrite(oneLine);
}

/** Notes and descriptions, in lines of their own. */
export function paragraph(message?: string) {
  return z
    .string(message)
    .overwrite((text) => text.replace(LINE_END, "\n").replaceAll("\t", " ").replace(CONTROL, "").trim());
}

/**
 * What a stranger typed, for a message: mail and phone programs make links of addresses and bare host names. IDN has four dots.
 */
export function unlinked(text: string): string {
  return text.replaceAll("://", "[:]//").replace(/(?<=\S)[.\u3002\uFF0E\uFF61](?=[\p{L}\p{N}]{2})/gu, "[.]");
}

// What mail and phone programs make a link of: a scheme, a host name with any of the dots that IDN knows, four numbers.
const LINK = /[a-z][a-z\d+.-]*:\/\/|https?:|(?<=[\p{L}\p{N}-])[.\u3002\uFF0E\uFF61]\p{L}{2}|\d{1,3}(?:\.\d{1,3}){3}/iu;

/** Is there a web or e-mail address in it? Names that people give themselves stand in other people's mail. */
export function hasAddress(text: string): boolean {
  return LINK.test(text.normalize("NFKC").replace(/\p{C}/gu, ""));
}

/** LIKE's own characters taken literally; Prisma's `contains` and `startsWith` leave that to the caller. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** A LIKE pattern that finds the text anywhere. */
export function containsPattern(text: string): string {
  return `%${likeText(text)}%`;
}
