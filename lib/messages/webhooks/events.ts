import "server-only";
import type twilio from "twilio";
import { z } from "zod";
import { appUrl, env } from "@/lib/env";

/** What Twilio posts: a form, and what our own address carried. */
export type TwilioEvent = { query: Record<string, string>; params: Record<string, string> };
/** What Resend posts. */
export type ResendEvent = { id: string; type: string; createdAt: Date; data: unknown };

export type ProviderEvents = { twilio: TwilioEvent; resend: ResendEvent };
export type WebhookProvider = keyof ProviderEvents;

type Received = { request: Request; body: string };
/** The event, if the provider signed it; null for everything else, and where nothing is sent through that provider. */
type Reader<Event> = (received: Received) => Promise<Event | null>;

export const READERS: { [Provider in WebhookProvider]: Reader<ProviderEvents[Provider]> } = {
  twilio: readTwilio,
  resend: readResend,
};

/** Twilio signs the address that it was given, with its query, and the form's fields. */
async function readTwilio({ request, body }: Received): Promise<TwilioEvent | null> {
  const { TWILIO_AUTH_TOKEN } = env();
  const signature = request.headers.get("x-twilio-signature");
  if (!TWILIO_AUTH_TOKEN || !signature) return null;
  const { pathname, search, searchParams } = new URL(request.url);
  const form = new URLSearchParams(body);
  const { validateRequest }: Pick<typeof twilio, "validateRequest"> = (await import("twilio")).default;
  const all = Object.fromEntries([...new Set(form.keys())].map((name) => [name, oneOrAll(form.getAll(name))]));
  // What the web server itself is called inside does not matter: providers know our public address.
  if (!validateRequest(TWILIO_AUTH_TOKEN, signature, `${appUrl()}${pathname}${search}`, all)) return null;
  return { query: Object.fromEntries(searchParams), params: Object.fromEntries(form) };
}

function oneOrAll(values: string[]): string | string[] | undefined {
  return values.length > 1 ? values : values[0];
}

const resendPayload = z.object({ type: z.string(), created_at: z.coerce.date(), data: z.unknown() });

/** Resend signs id, time and body, by the standard for webhooks; what is older than five minutes is refused with the rest. */
async function readResend({ request, body }: Received): Promise<ResendEvent | null> {
  const { RESEND_WEBHOOK_SECRET: webhookSecret, RESEND_API_KEY } = env();
  const header = (name: string) => request.headers.get(`svix-${name}`) ?? "";
  const headers = { id: header("id"), timestamp: header("timestamp"), signature: header("signature") };
  if (!webhookSecret || !headers.id) return null;
  const { Resend } = await import("resend");
  try {
    // Verifying needs no key, but the client wants one.
    const verified: unknown = new Resend(RESEND_API_KEY ?? "none").webhooks.verify({
      payload: body,
      headers,
      webhookSecret,
    });
    const { type, created_at: createdAt, data } = resendPayload.parse(verified);
    return { id: headers.id, type, createdAt, data };
  } catch {
    return null;
  }
}
