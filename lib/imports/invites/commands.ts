import "server-only";
import type { Db } from "@/lib/db/client";
import type { Job, RowOutcome } from "@/lib/imports/work/job";
import { contactsOf, type ReadyRow } from "@/lib/imports/work/reading";
import { type AdmittedPerson, admitInvites } from "@/lib/invites/admission/commands";
import { INVITE_LIMIT } from "@/lib/invites/rules";
import { type InviteSender, sendInvites } from "@/lib/invites/sending/commands";

/** Invites whoever stands in the rows of a file. */
export async function inviteChunk(db: Db, job: Job, rows: ReadyRow[]): Promise<RowOutcome[]> {
  const wanted = rows.map((row) => ({
    contacts: contactsOf(row),
    name: row.name,
    company: row.company,
    priceListId: row.priceListId,
  }));
  const { channel = "both", message = null } = job.options;
  const { people } = await admitInvites(job.seller.id, wanted, channel);
  const sender: InviteSender = { scope: job.by, seller: job.seller, actorId: job.createdBy };
  const outcomes: RowOutcome[] = [];
  for (const batch of batchesOf(people)) {
    for (const answer of await sendInvites(db, sender, batch, message)) {
      if (answer.outcome === "refused") outcomes.push({ outcome: "refused", problem: answer.reason });
      else outcomes.push({ outcome: answer.outcome === "sent" ? "added" : "unchanged" });
    }
  }
  return outcomes;
}

/** In their order, each with no more contacts than are invited at once. */
function batchesOf(people: readonly AdmittedPerson[]): AdmittedPerson[][] {
  const batches: AdmittedPerson[][] = [];
  let room = 0;
  for (const person of people) {
    if (room < person.contacts.length) {
      batches.push([]);
      room = INVITE_LIMIT;
    }
    batches.at(-1)?.push(person);
    room -= person.contacts.length;
  }
  return batches;
}
