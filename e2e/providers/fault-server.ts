// A local server that speaks as much of Twilio's and Resend's HTTP API as we use, faults included: the real SDKs talk to it.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { newReporter, type Reporter } from "./reports.ts";

type Fault =
  /** Answers so, and takes nothing. */
  | { kind: "status"; status: number; code?: number | string; retryAfter?: number }
  /** Takes it, answers late. */
  | { kind: "slow"; ms: number }
  /** Takes it, and the connection breaks before the answer. */
  | { kind: "lostAnswer" }
  /** Takes it, and answers 5xx. */
  | { kind: "acceptedThenFails"; status: number }
  /** Takes it, and answers 200 with something that is no answer. */
  | { kind: "garbage" };

export type SentSms = { sid: string; to: string; from: string; body: string; statusCallback: string | null };
export type SentEmail = {
  id: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  tags: { name: string; value: string }[];
  idempotencyKey: string | null;
};

export type Providers = {
  url: string;
  /** What really went out. */
  sms: SentSms[];
  emails: SentEmail[];
  /** Every call, refused ones too. */
  calls: { sms: number; email: number };
  /** Faults of the next calls, in order. */
  fail(provider: "sms" | "email", ...faults: Fault[]): void;
  /** Tells the application what became of things, signed as the real ones do. */
  report: Reporter;
  close(): Promise<void>;
};

type Answer = { status: number; body: unknown; headers?: Record<string, string> };
type Provider = "sms" | "email";
type Call = { request: IncomingMessage; body: string };

export type ProviderSettings = { authToken: string; webhookSecret: string; appUrl: string };

/** Without settings it takes messages and never reports. */
export async function startProviders(settings?: ProviderSettings): Promise<Providers> {
  const report = newReporter(settings);
  const faults: Record<Provider, Fault[]> = { sms: [], email: [] };
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  const providers: Providers = {
    url: "",
    sms: [],
    emails: [],
    calls: { sms: 0, email: 0 },
    fail: (provider, ...list) => void faults[provider].push(...list),
    report,
    close: async () => {
      await report.settled();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  const takers = { sms: smsTaker(providers.sms, report), email: emailTaker(providers.emails, report) };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString();
    const provider = providerOf(request);
    if (!provider) return reply(response, { status: 404, body: { message: "not found" } });
    providers.calls[provider] += 1;
    const fault = faults[provider].shift();
    if (fault?.kind === "status") return reply(response, refusal(provider, fault));
    const answer = takers[provider]({ request, body });
    await (fault ? answerFaulty(response, answer, fault) : reply(response, answer));
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  providers.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return providers;
}

function providerOf({ method, url = "" }: IncomingMessage): Provider | null {
  if (method !== "POST") return null;
  if (/^\/2010-04-01\/Accounts\/AC[0-9a-f]{32}\/Messages\.json$/.test(url)) return "sms";
  return url === "/emails" ? "email" : null;
}

async function answerFaulty(
  response: ServerResponse,
  answer: Answer,
  fault: Exclude<Fault, { kind: "status" }>,
): Promise<void> {
  switch (fault.kind) {
    case "lostAnswer":
      response.destroy();
      return;
    case "slow":
      await sleep(fault.ms);
      return reply(response, answer);
    case "acceptedThenFails":
      return reply(response, { status: fault.status, body: { message: "internal error" } });
    case "garbage":
      response.writeHead(200, { "Content-Type": "text/html" }).end("<html>maintenance</html>");
  }
}

function smsTaker(taken: SentSms[], report: Reporter): (call: Call) => Answer {
  return ({ request, body }) => {
    if (!request.headers.authorization?.startsWith("Basic "))
      return { status: 401, body: { code: 20003, message: "Authenticate", status: 401 } };
    const form = Object.fromEntries(new URLSearchParams(body));
    const to = form.To ?? "";
    // Twilio's magic number for "not a valid number"; the message repeats the number, as the real one does.
    if (to === "+15005550001")
      return {
        status: 400,
        body: { code: 21211, message: `The 'To' number ${to} is not a valid phone number.`, status: 400 },
      };
    if (report.stopped.has(to))
      return {
        status: 400,
        body: { code: 21610, message: `Attempt to send to unsubscribed recipient ${to}`, status: 400 },
      };
    const sms = {
      sid: `SM${randomBytes(16).toString("hex")}`,
      to,
      from: form.From ?? form.MessagingServiceSid ?? "",
      body: form.Body ?? "",
      statusCallback: form.StatusCallback ?? null,
    };
    taken.push(sms);
    report.afterSms(sms);
    return { status: 201, body: { ...sms, status: "queued", error_code: null, error_message: null } };
  };
}

function emailTaker(taken: SentEmail[], report: Reporter): (call: Call) => Answer {
  const known = new Map<string, { body: string; id: string }>();
  return ({ request, body }) => {
    if (!request.headers.authorization?.startsWith("Bearer "))
      return resendError(401, "missing_api_key", "Missing API key");
    const key = String(request.headers["idempotency-key"] ?? "");
    const before = known.get(key);
    if (before && before.body !== body)
      return resendError(409, "invalid_idempotent_request", "Same key, other payload");
    if (before) return { status: 200, body: { id: before.id } };
    const email = {
      ...(JSON.parse(body) as Omit<SentEmail, "id" | "idempotencyKey">),
      id: randomBytes(16).toString("hex"),
      idempotencyKey: key || null,
    };
    // The message repeats the recipient, as the real one does.
    if (email.to.endsWith("@invalid.test"))
      return resendError(422, "validation_error", `Invalid to field: ${email.to}`);
    taken.push(email);
    report.afterEmail(email);
    if (key) known.set(key, { body, id: email.id });
    return { status: 200, body: { id: email.id } };
  };
}

function resendError(statusCode: number, name: string, message: string): Answer {
  return { status: statusCode, body: { statusCode, name, message } };
}

function refusal(provider: Provider, { status, code, retryAfter }: Fault & { kind: "status" }): Answer {
  const sms = { code: code ?? 20429, message: "refused", status };
  const answer =
    provider === "sms" ? { status, body: sms } : resendError(status, String(code ?? "application_error"), "refused");
  return { ...answer, ...(retryAfter !== undefined && { headers: { "Retry-After": String(retryAfter) } }) };
}

function reply(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}
