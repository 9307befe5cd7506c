import "server-only";
import { Resend } from "resend";
import { z } from "zod";
import { emailContent, emailText } from "@/lib/messages/content";
import { emailHtml } from "@/lib/messages/emails/message-email";
import type { OpenMessage } from "@/lib/messages/open";
import type { Outcome } from "@/lib/messages/rules";
import { SEND_TIMEOUT_MS, type Sender } from "@/lib/messages/senders/sender";

export type ResendSettings = { apiKey: string; from: string; apiUrl?: string | undefined; timeoutMs?: number };

/** E-mail is sent at least once, and the message's id as idempotency key makes it once. */
export function resendSender({ apiKey, from, apiUrl, timeoutMs = SEND_TIMEOUT_MS }: ResendSettings): Sender {
  const client = new Resend(apiKey, apiUrl ? { baseUrl: apiUrl.replace(/\/$/, "") } : {});
  return {
    provider: "resend",
    async send(message: OpenMessage): Promise<Outcome> {
      try {
        const content = emailContent(message.worded, message.locale);
        const { data, error, headers } = await client.emails.send(
          {
            from,
            to: message.to.value,
            subject: content.subject,
            html: await emailHtml(content),
            text: emailText(content),
            // Reports carry them: also one about an e-mail whose answer was lost.
            tags: [
              { name: "seller", value: message.sellerId },
              { name: "message", value: message.id },
            ],
          },
          { idempotencyKey: message.id, signal: AbortSignal.timeout(timeoutMs) },
        );
        if (error) return outcomeOf(error, headers?.["retry-after"]);
        return data?.id ? { kind: "accepted", providerId: data.id } : { kind: "unknown", code: "unreadable_answer" };
      } catch {
        return { kind: "unknown", code: "lost_answer" };
      }
    },
  };
}

/** The SDK passes on whatever JSON came with a refusal, also that of a gateway in between. */
const refusal = z.object({ statusCode: z.number(), name: z.string() });

function outcomeOf(error: unknown, retryAfter: string | undefined): Outcome {
  const known = refusal.safeParse(error);
  if (!known.success) return { kind: "unknown", code: "lost_answer" };
  const { statusCode: status, name } = known.data;
  // Resend's error names are a fixed list; whatever else stands there may repeat the recipient.
  const code = /^[a-z_]{1,40}$/.test(name) ? `resend_${name}` : `resend_${status}`;
  // The same key with other words: a first attempt was accepted before the wording changed.
  if (name === "invalid_idempotent_request") return { kind: "accepted", providerId: null };
  if (status === 429 || name === "concurrent_idempotent_requests") {
    const seconds = Number(retryAfter);
    return { kind: "notSent", code, ...(seconds > 0 && { retryAfterSeconds: seconds }) };
  }
  if (status >= 500 || status === 408) return { kind: "unknown", code };
  return { kind: "refused", code };
}
