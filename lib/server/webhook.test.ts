import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startReceiver } from "@/e2e/providers/receiver";
import { webhook } from "@/lib/server/webhook";

vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
  getLocale: async () => "en",
}));

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let handled = 0;

beforeAll(async () => {
  const run = async () => {
    handled += 1;
  };
  receiver = await startReceiver({ "/status": webhook({ provider: "twilio", run }) });
});
afterAll(() => receiver.close());

/** Sends pieces of a body; without its length they come in chunks. */
async function send(pieces: number, size: number, headers: Record<string, number> = {}) {
  const outgoing = request(`${receiver.url}/status`, { method: "POST", headers });
  const answered: Promise<IncomingMessage> = once(outgoing, "response").then(([response]) => response);
  for (let piece = 0; piece < pieces; piece++) outgoing.write("x".repeat(size));
  outgoing.end();
  const response = await answered;
  return { status: response.statusCode, body: JSON.parse(await text(response)) };
}

it("a report that is too large is refused as that, announced or in chunks, and before its signature is looked at", async () => {
  const refusal = { status: 413, body: { error: { code: "too_large" } } };
  expect(await send(5, 16_384)).toMatchObject(refusal);
  expect(await send(5, 16_384, { "content-length": 5 * 16_384 })).toMatchObject(refusal);
  expect(await send(4, 16_384)).toMatchObject({ status: 404 });
  expect(handled).toBe(0);
});
