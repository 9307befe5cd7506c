import "server-only";
import { headers } from "next/headers";
import type { StoreScope } from "@/lib/access/scope";
import { listen } from "@/lib/db/listen";
import { AppError } from "@/lib/errors";

/** How often it is asked anew whether who listens still may. */
const CHECK_MS = 5_000;
/** Whoever has so many events waiting does not read them. */
const MAX_UNREAD = 50;
/** Of one person per process: more tabs than this look for themselves now and then. */
const MAX_STREAMS = 12;

/** Tells whoever listens (EventSource) when somebody is in the shop; never who: that is read through the same doors as always. */
export async function watchVisits(scope: StoreScope): Promise<Response | { sellerId: string }> {
  const accepted = (await headers()).get("accept") ?? "";
  if (!accepted.includes("text/event-stream")) return { sellerId: scope.seller.id };
  return visitStream(scope);
}

const streams = new Map<string, number>();

export function visitStream(scope: StoreScope, checkMs = CHECK_MS): Response {
  const { id: userId } = scope.user;
  if ((streams.get(userId) ?? 0) >= MAX_STREAMS) throw new AppError("too_many", "errors.tooManyStreams");
  let end: (() => void) | null = null;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    // Only when somebody reads: of what nobody asks for the body (HEAD, a request that is gone already) nobody is told the end either.
    pull(controller) {
      end ??= follow(scope, checkMs, controller);
    },
    cancel: () => end?.(),
  };
  const body = new ReadableStream(source, { highWaterMark: 0 });
  return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
}

/** Sends until the reader goes or the right does. Returns how to end it, which may be done twice. */
function follow(
  scope: StoreScope,
  checkMs: number,
  controller: ReadableStreamDefaultController<Uint8Array>,
): () => void {
  const { user, seller } = scope;
  const encoder = new TextEncoder();
  let ended = false;
  streams.set(user.id, (streams.get(user.id) ?? 0) + 1);
  const send = (text: string) => {
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) > -MAX_UNREAD || ended) return;
    end();
    controller.close();
  };
  const end = () => {
    if (ended) return;
    ended = true;
    unlisten();
    clearInterval(timer);
    const left = (streams.get(user.id) ?? 1) - 1;
    if (left > 0) streams.set(user.id, left);
    else streams.delete(user.id);
  };
  const finish = (last: string) => {
    if (ended) return;
    end();
    send(last);
    controller.close();
  };
  const unlisten = listen("visits", (payload) => {
    if (!ended && (payload === null || payload === seller.id)) send(`event: visits\ndata: ${seller.id}\n\n`);
  });
  const check = async () => {
    // When the database cannot be asked, nothing is told either: the browser comes again.
    const may = await scope.stillMay("visits.read").catch(() => null);
    if (may === null) finish("");
    else if (!may) finish("event: gone\ndata: \n\n");
    else if (!ended) send(": there\n\n");
  };
  const timer = setInterval(() => void check(), checkMs);
  timer.unref();
  send("retry: 3000\n\n");
  return end;
}
