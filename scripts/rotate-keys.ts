// npm run keys:rotate: seals every contact with the first key of CONTACT_KEYS, while the system serves.
// Before: every process reads the new key, then every process writes with it. Afterwards the old key can go. README, "Keys", has the steps.
import { SystemScope } from "@/lib/access/scope.ts";
import { rotateKeys } from "@/lib/contacts/commands.ts";
import { closeDb } from "@/lib/db/client.ts";
import { resetEnv } from "@/lib/env.ts";
import { currentKeyId } from "@/lib/sealed.ts";
import { currentDatabaseUrl, loadEnvironment, loginUrls } from "./support/installation.ts";
import { main, Refusal, say } from "./support/say.ts";

await main(async () => {
  const ownerUrl = currentDatabaseUrl(loadEnvironment());
  if (!ownerUrl) throw new Refusal("The database is not running: start it with `npm start`, or set DATABASE_URL.");
  Object.assign(process.env, { DATABASE_URL: ownerUrl, ...loginUrls(ownerUrl) });
  resetEnv();
  try {
    say(`Sealing all contacts with key ${currentKeyId()}.`);
    const results = await rotateKeys(SystemScope.resolve("key rotation"), ({ table, rotated }) =>
      say(`  ${table.padEnd(12)} ${rotated} rows`),
    );
    for (const { table, rotated } of results) say(`${table.padEnd(12)} ${rotated} sealed anew`);
    const unreadable = results.filter((result) => result.unreadable > 0);
    if (unreadable.length === 0) return say("Everything is under this key: older ones can leave CONTACT_KEYS.");
    const where = unreadable.map((result) => `${result.unreadable} in ${result.table}`).join(", ");
    throw new Refusal(
      `Not readable with the keys of CONTACT_KEYS, or held by somebody else: ${where}. Keep the older keys.`,
    );
  } finally {
    await closeDb();
  }
});
process.exit();
