import type { MessageEventKind, MessageStatus, TimelineMessage } from "@/lib/messages/rules";

type Row = Omit<TimelineMessage, "channel" | "status" | "createdAt" | "events"> & {
  channel: string;
  status: string;
  createdAt: Date;
};
type Event = { id: string; messageId: string; kind: string; code: string | null; byUserId: string | null; at: Date };

/** A message's steps in the order in which they happened; `names` are those of the people who did something by hand. */
export function timelineOf(
  row: Row,
  events: readonly Event[],
  names: ReadonlyMap<string, string | null>,
): TimelineMessage {
  const { id, template, error } = row;
  const steps = events.filter(({ messageId }) => messageId === id);
  steps.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  return {
    id,
    template,
    error,
    channel: row.channel === "sms" ? "sms" : "email",
    status: row.status as MessageStatus,
    createdAt: row.createdAt.toISOString(),
    events: steps.map(({ id: eventId, kind, code, at, byUserId }) => ({
      id: eventId,
      kind: kind as MessageEventKind,
      code,
      at: at.toISOString(),
      by: byUserId ? (names.get(byUserId) ?? null) : null,
    })),
  };
}
