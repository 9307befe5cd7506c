import "server-only";
import twilio from "twilio";
import type RequestClient from "twilio/lib/base/RequestClient";
import type Response from "twilio/lib/http/response";
import { smsText } from "@/lib/messages/content";
import type { OpenMessage } from "@/lib/messages/open";
import type { Outcome } from "@/lib/messages/rules";
import { SEND_TIMEOUT_MS, type Sender } from "@/lib/messages/senders/sender";

export type TwilioSettings = {
  accountSid: string;
  authToken: string;
  from: string;
  apiUrl?: string | undefined;
  /** Where Twilio reports what became of a message; a public address, or none. */
  statusCallback?: string | undefined;
  timeoutMs?: number;
};

// The connection was never made, so nothing was sent.
const NO_CONNECTION = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

export function twilioSender({
  accountSid,
  authToken,
  from,
  apiUrl,
  statusCallback,
  timeoutMs = SEND_TIMEOUT_MS,
}: TwilioSettings): Sender {
  const httpClient = new ElsewhereClient(apiUrl, timeoutMs);
  const client = twilio(accountSid, authToken, { httpClient, autoRetry: false });
  const sender = from.startsWith("MG") ? { messagingServiceSid: from } : { from };
  return {
    provider: "twilio",
    async send(message: OpenMessage, attempt: number): Promise<Outcome> {
      try {
        const { sid, status, errorCode } = await client.messages.create({
          ...sender,
          to: message.to.value,
          body: smsText(message.worded, message.locale),
          ...(statusCallback && { statusCallback: `${statusCallback}?${aboutMessage(message, attempt)}` }),
        });
        if (status === "failed" || status === "undelivered")
          return { kind: "refused", code: `twilio_${errorCode ?? status}` };
        return sid ? { kind: "accepted", providerId: sid } : { kind: "unknown", code: "unreadable_answer" };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

/** What a report names our message by: Twilio signs its address, so that nobody can change it. */
function aboutMessage({ sellerId, id }: OpenMessage, attempt: number): URLSearchParams {
  return new URLSearchParams({ seller: sellerId, message: id, attempt: String(attempt) });
}

/** Only the numbers of an error are kept: its text repeats the recipient. */
function outcomeOf(error: unknown): Outcome {
  const { status, code } = error as { status?: unknown; code?: unknown };
  if (typeof status === "number") {
    const known = `twilio_${typeof code === "number" ? code : status}`;
    if (status === 429) return { kind: "notSent", code: known };
    if (status >= 500 || status === 408) return { kind: "unknown", code: known };
    return { kind: "refused", code: known };
  }
  if (typeof code === "string" && NO_CONNECTION.has(code)) return { kind: "notSent", code: "no_connection" };
  return { kind: "unknown", code: code === "ECONNABORTED" || code === "ETIMEDOUT" ? "timed_out" : "lost_answer" };
}

/** The SDK knows only Twilio's own hosts; tests send it elsewhere. */
class ElsewhereClient extends twilio.RequestClient {
  readonly #apiUrl: string | undefined;

  constructor(apiUrl: string | undefined, timeout: number) {
    super({ timeout, autoRetry: false });
    this.#apiUrl = apiUrl;
  }

  override request<Data>(options: RequestClient.RequestOptions<Data>): Promise<Response<Data>> {
    if (!this.#apiUrl) return super.request(options);
    const { pathname, search } = new URL(options.uri);
    return super.request({ ...options, uri: new URL(pathname + search, this.#apiUrl).toString() });
  }
}
