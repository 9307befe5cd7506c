/** As mail programs copy people: `Paula Berg <paula@example.com>`. */
const NAMED = /^(?:"([^"<>]*)"|([^"<>]*?))\s*<\s*([^<>]+?)\s*>$/;

/** Far more than a name and an address have; on longer texts the pattern would take its time. */
const LONGEST = 500;

/** The contact in a text, and the name before it where there is one. Beside rules.ts: browsers read it without the tables of numbers. */
export function readNamed(text: string): { name: string | null; contact: string } {
  const plain = text.trim();
  const [, quoted, bare, contact] = (plain.length <= LONGEST && NAMED.exec(plain)) || [];
  return contact ? { name: (quoted ?? bare ?? "").trim() || null, contact } : { name: null, contact: plain };
}
