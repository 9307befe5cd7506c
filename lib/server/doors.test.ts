import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const SKIPPED = /^(node_modules|\.next|\.tradehall|lib\/generated)\//;
const sources = globSync("{app,components,lib}/**/*.{ts,tsx}").filter((file) => !SKIPPED.test(file));
const METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";
const ACTION = /^export const [a-z]\w*Action = action\(\{/;
const ROUTE = new RegExp(`^export const (${METHODS}) = route\\(\\{`);
/** Providers come without a session: what they post is signed. There is nothing for them but these. */
const WEBHOOK = /^export const POST = webhook\(\{/;
/** next-auth makes its own handlers; lib/auth keeps it in check. */
const FOREIGN = "app/api/auth/[...nextauth]/route.ts";

/** Code without comments and texts, in which the word "export" proves nothing. */
function code(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g, "");
}

/** Every export of a file that is not of the allowed form: by line, as the formatter puts them, and by word, wherever they hide. */
function wrongExports(source: string, allowed: RegExp): string[] {
  const lines = source.split("\n").filter((line) => /^\s*(export|module\.exports|exports\.)\b/.test(line));
  const wrong = lines.filter((line) => !allowed.test(line));
  const words = code(source).match(/\b(export|exports)\b/g)?.length ?? 0;
  return words === lines.length - wrong.length
    ? wrong
    : [...wrong, `${words} exports, ${lines.length - wrong.length} of them wrapped`];
}

describe("doors", () => {
  const actions = sources.filter((file) => file.endsWith("/actions.ts"));
  const routes = sources.filter((file) => /^app\/.*\/route\.tsx?$/.test(file) && file !== FOREIGN);
  const webhooks = routes.filter((file) => file.startsWith("app/api/webhooks/"));

  it.each(actions)("%s exports nothing but actions", (file) => {
    const source = readFileSync(file, "utf8");
    expect(wrongExports(source, ACTION)).toEqual([]);
    expect(source.startsWith('"use server";\n')).toBe(true);
    expect(source).toContain('import { action } from "@/lib/server/action";');
  });

  it.each(routes.filter((file) => !webhooks.includes(file)))("%s exports nothing but routes", (file) => {
    const source = readFileSync(file, "utf8");
    expect(wrongExports(source, ROUTE)).toEqual([]);
    expect(source).toContain('import { route } from "@/lib/server/route";');
  });

  it.each(webhooks)("%s exports nothing but what providers post to", (file) => {
    const source = readFileSync(file, "utf8");
    expect(wrongExports(source, WEBHOOK)).toEqual([]);
    expect(source).toContain('import { webhook } from "@/lib/server/webhook";');
  });

  it("has no server action outside an actions.ts", () => {
    const elsewhere = sources.filter((file) => !file.endsWith("/actions.ts") && !file.endsWith(".test.ts"));
    expect(elsewhere.filter((file) => /^\s*["']use server["']/m.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  it("would notice whatever is not wrapped", () => {
    const good = '"use server";\nexport const addAction = action({ can: "x.export" }); // export const b\n';
    expect(wrongExports(good, ACTION)).toEqual([]);
    const bad = [
      "export async function add() {}",
      "export const addAction = async () => 1;",
      "export const add = action({});",
      "export { add };",
      'export * from "./commands";',
      "export default action({});",
      "const a = 1; export const b = 2;",
      "export const dynamic = 1;",
    ];
    for (const line of bad) expect(wrongExports(`${good}${line}\n`, ACTION), line).not.toEqual([]);
    expect(wrongExports("export const GET = route({});\nexport async function POST() {}\n", ROUTE)).toHaveLength(2);
    expect(wrongExports("export const get = route({});\n", ROUTE)).not.toEqual([]);
    expect(wrongExports("export const POST = webhook({});\n", WEBHOOK)).toEqual([]);
    expect(wrongExports("export const POST = webhook({});\n", ROUTE)).not.toEqual([]);
    expect(wrongExports("export const GET = webhook({});\n", WEBHOOK)).not.toEqual([]);
    expect(wrongExports("export const POST = route({});\n", WEBHOOK)).not.toEqual([]);
  });
});
