// npm run operator -- add CONTACT [--role admin|support|finance] · remove CONTACT · list
import { parseArgs } from "node:util";
import { OPERATOR_ROLES, type OperatorRole } from "@/lib/access/permissions.ts";
import { SystemScope } from "@/lib/access/scope.ts";
import { type Contact, parseContact } from "@/lib/contacts/rules.ts";
import { closeDb } from "@/lib/db/client.ts";
import { resetEnv } from "@/lib/env.ts";
import { AppError } from "@/lib/errors.ts";
import { addOperator, removeOperatorBy } from "@/lib/operators/commands.ts";
import { listOperators } from "@/lib/operators/queries.ts";
import { migrate } from "@/prisma/migrate.ts";
import { loadEnvironment, loginUrls, openDatabase } from "./support/installation.ts";
import { main, Refusal, say } from "./support/say.ts";

const USAGE = `Say what to do, and with whom, by e-mail or mobile number:
  npm run operator -- add olivia@example.com [--role ${OPERATOR_ROLES.join(" | ")}]
  npm run operator -- remove olivia@example.com
  npm run operator -- list`;

type Command = (scope: SystemScope) => Promise<void>;

function commandFrom(args: string[]): Command {
  const { name, typed, role } = readArgs(args);
  if (name === "list" && typed === "") return list;
  const parsed = parseContact(typed);
  if (!("contact" in parsed)) throw new Refusal(USAGE);
  const { contact } = parsed;
  if (name === "add") return (scope) => add(scope, contact, role);
  if (name === "remove") return (scope) => remove(scope, contact);
  throw new Refusal(USAGE);
}

function readArgs(args: string[]): { name: string; typed: string; role: OperatorRole } {
  try {
    const { values, positionals } = parseArgs({ args, options: { role: { type: "string" } }, allowPositionals: true });
    const role = OPERATOR_ROLES.find((known) => known === (values.role ?? "admin"));
    const [name = "", typed = "", ...rest] = positionals;
    if (role && rest.length === 0) return { name, typed, role };
  } catch {
    // An option that there is not.
  }
  throw new Refusal(USAGE);
}

const SAID = {
  added: "is an operator now and signs in at /sign-in; the code proves that it is them.",
  changed: "has another role now.",
  same: "is an operator already.",
};

const REFUSED: Record<string, string> = {
  "operators.errors.lastAdmin":
    "This is the last active operator of role admin, and the platform always keeps one. Add another one first.",
  "errors.notFound": "This is no operator any more.",
  "operators.errors.disabled": "This account is disabled. An operator can enable it on its page in the admin.",
};

/** What the rules refuse is said in a sentence. */
async function refusing<T>(doing: Promise<T>): Promise<T> {
  return await doing.catch((error: unknown) => {
    const keys = error instanceof AppError ? [error.message, ...Object.values(error.fields)] : [];
    const sentence = keys.map((key) => REFUSED[key]).find(Boolean);
    throw sentence ? new Refusal(sentence) : error;
  });
}

async function add(scope: SystemScope, contact: Contact, role: OperatorRole): Promise<void> {
  const { change } = await refusing(addOperator(scope, contact, role));
  say(`${contact.value} (${role}) ${SAID[change]}`);
}

async function remove(scope: SystemScope, contact: Contact): Promise<void> {
  const { removed } = await refusing(removeOperatorBy(scope, contact));
  if (!removed) throw new Refusal(`${contact.value} is no operator.`);
  say(`${contact.value} is no operator any more, from their next request on.`);
}

async function list(scope: SystemScope): Promise<void> {
  const operators = await listOperators(scope);
  for (const { name, role, status, contacts, since } of operators)
    say(
      `${role.padEnd(8)} ${status.padEnd(12)} ${since.toISOString().slice(0, 10)}  ${name ?? "–"}  ${contacts.join(", ")}`,
    );
  if (operators.length === 0) say("There is no operator yet.");
}

await main(async () => {
  const run = commandFrom(process.argv.slice(2));
  const database = await openDatabase(loadEnvironment());
  try {
    await migrate(database.ownerUrl);
    Object.assign(process.env, loginUrls(database.ownerUrl));
    resetEnv();
    await run(SystemScope.resolve("operator command"));
  } finally {
    await closeDb();
    await database.close();
  }
});
process.exit();
