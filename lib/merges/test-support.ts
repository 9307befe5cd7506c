import { newestCode, newVisitor } from "@/lib/auth/test-support";
import { mergeUsers } from "@/lib/merges/commands";
import type { MergeOffer } from "@/lib/merges/queries";
import { undoMerge } from "@/lib/merges/undoing/commands";
import { addContactOrOffer, requestContactCode } from "@/lib/users/commands";
import { unique } from "@/prisma/factories/db";
import { createOperator } from "@/prisma/factories/people";
import { accountScopeFor, operatorScopeFor } from "@/prisma/factories/scopes";

export const newEmail = () => `${unique("one")}@example.com`;

let numbers = 0;
/** A number of fiction that no other test of the same file uses. */
export const newNumber = () => `+1202555${String(100 + (numbers++ % 100)).padStart(4, "0")}`;

/** What became of it: "done", or the key of the sentence that refused it. */
export const outcome = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => "done",
    (error) => error.message,
  );

/** Somebody signed in, and the browser that they sit at. */
export async function present(user: { id: string }) {
  return { scope: await accountScopeFor(user.id), visitor: newVisitor() };
}
export type Present = Awaited<ReturnType<typeof present>>;

/** What the page learns when the right code was entered for another user's contact. */
export async function prove({ scope, visitor }: Present, contact: string): Promise<MergeOffer> {
  await requestContactCode(scope, visitor, { contact });
  const answer = await addContactOrOffer(scope, visitor, { contact, code: await newestCode(contact) });
  if (answer.added) throw new Error("The contact was nobody's.");
  return answer.offer;
}

export async function merge(me: Present, contact: string): Promise<string> {
  const { proofId } = await prove(me, contact);
  return (await mergeUsers(me.scope, me.visitor, { proofId })).mergeId;
}

export const operator = async () => operatorScopeFor((await createOperator()).userId);

export const undo = async (mergeId: string): Promise<void> => undoMerge(await operator(), { mergeId });
