import { z } from "zod";
import { SystemScope } from "@/lib/access/scope";
import { parseContact } from "@/lib/contacts/rules";
import { fieldError } from "@/lib/errors";
import { requireInbox } from "@/lib/messages/inbox-access";
import { listInbox } from "@/lib/messages/queries";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "visitor",
  // The contact is read only after the inbox turned out to exist: until then every answer is "not found".
  input: z.object({ to: z.string().optional() }),
  run: async (scope, { to }) => {
    await requireInbox(scope);
    return await listInbox(SystemScope.resolve("local inbox"), to ? contactOf(to) : undefined);
  },
});

function contactOf(text: string) {
  // A plus sign that was not encoded arrives as a space.
  const parsed = parseContact(text.replace(/^ (?=\d)/, "+"));
  if ("problem" in parsed) throw fieldError("to", `contacts.errors.${parsed.problem}`);
  return parsed.contact;
}
