// npm run operator -- add CONTACT
import { SystemScope } from "@/lib/access/scope.ts";
import { parseContact } from "@/lib/contacts/rules.ts";
import { closeDb } from "@/lib/db/client.ts";
import { resetEnv } from "@/lib/env.ts";
import { addOperator } from "@/lib/operators/commands.ts";
import { migrate } from "@/prisma/migrate.ts";
import { loadEnvironment, loginUrls, openDatabase } from "./support/installation.ts";
import { main, Refusal, say } from "./support/say.ts";

const [command, typed = ""] = process.argv.slice(2);

await main(async () => {
  const parsed = parseContact(typed);
  if (command !== "add" || !("contact" in parsed))
    throw new Refusal(
      "Say whom to make an operator, by e-mail or mobile number: npm run operator -- add olivia@example.com",
    );
  const database = await openDatabase(loadEnvironment());
  try {
    await migrate(database.ownerUrl);
    Object.assign(process.env, loginUrls(database.ownerUrl));
    resetEnv();
    const { added } = await addOperator(SystemScope.resolve("operator command"), parsed.contact);
    say(
      added
        ? `${parsed.contact.value} is an operator now and signs in at /sign-in; the code proves that it is them.`
        : `${parsed.contact.value} is an operator already.`,
    );
  } finally {
    await closeDb();
    await database.close();
  }
});
process.exit();
