// npm run bench -- scoped-read | http | bulk | lists | visits [--profile] [--seconds 6] [--rounds 3] [--visits 300000]
import { parseArgs } from "node:util";
import { main, Refusal } from "@/scripts/support/say.ts";

const BENCHES = {
  "scoped-read": () => import("./scoped-read.ts"),
  http: () => import("./http.ts"),
  bulk: async () => {
    await import("./request-hook.ts");
    return await import("./bulk.ts");
  },
  lists: async () => {
    await import("./request-hook.ts");
    return await import("./lists/run.ts");
  },
  visits: async () => {
    await import("./request-hook.ts");
    return await import("./visits.ts");
  },
} as const;

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      profile: { type: "boolean", default: false },
      seconds: { type: "string" },
      rounds: { type: "string" },
      visits: { type: "string" },
    },
  });
  const [name = ""] = positionals;
  if (!Object.hasOwn(BENCHES, name)) {
    throw new Refusal(
      `usage: npm run bench -- ${Object.keys(BENCHES).join(" | ")} [--seconds n] [--rounds n] [--visits n] [--profile]`,
    );
  }
  const { bench } = await BENCHES[name as keyof typeof BENCHES]();
  const { profile, seconds, rounds, visits } = values;
  await bench({ profile, seconds: positive(seconds), rounds: positive(rounds), visits: positive(visits) });
});
process.exit();

function positive(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!(number > 0)) throw new Refusal(`"${text}" is not a positive number.`);
  return number;
}
