import { z } from "zod";

/** "1", "true", "yes" → true. */
const flag = z.stringbool().default(false);

const contactKeys = z
  .string()
  .regex(/^[a-z0-9]{1,16}:[A-Za-z0-9+/]{43}=(,[a-z0-9]{1,16}:[A-Za-z0-9+/]{43}=)*$/, {
    message: "must be a comma-separated list of id:base64 pairs, each key 32 bytes; the first one encrypts",
  })
  .transform((list) =>
    list.split(",").map((pair) => {
      const [id = "", key = ""] = pair.split(":");
      return { id, key: Buffer.from(key, "base64") };
    }),
  )
  .refine((keys) => new Set(keys.map((key) => key.id)).size === keys.length, { message: "names a key id twice" });

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, { message: "must look like postgresql://user:password@host:5432/database" });

const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** Where people reach this installation; no trailing slash. Default: http://localhost:PORT */
  APP_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/$/, ""))
    .optional(),
  /** Root secret: sessions, codes, invite tokens and database passwords are derived from it. 32 bytes, base64. */
  TRADEHALL_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, { message: "must be 32 bytes in base64: openssl rand -base64 32" }),
  /** Key ring for contacts, newest first: id:base64,id:base64 */
  CONTACT_KEYS: contactKeys,
  /** Connection of the owner role: migrates, nothing else. Empty: the embedded database. */
  DATABASE_URL: postgresUrl.optional(),
  /** Connections of the two login roles; derived from DATABASE_URL and TRADEHALL_SECRET when empty. */
  APP_DATABASE_URL: postgresUrl.optional(),
  OPERATOR_DATABASE_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  DATA_DIR: z.string().min(1).default(".tradehall"),
  /** A bucket that speaks S3's API, for uploaded pictures: its address, path included. Empty: the folder `files` in DATA_DIR. */
  FILES_S3_URL: z
    .url({ protocol: /^https?$/, error: "must be the bucket's address, beginning with https://" })
    .optional(),
  FILES_S3_REGION: z.string().min(1).default("us-east-1"),
  FILES_S3_KEY_ID: z.string().min(1).optional(),
  FILES_S3_SECRET: z.string().min(1).optional(),
  /** Proxies whose X-Forwarded-* headers count: comma-separated addresses or CIDR blocks. */
  TRUSTED_PROXIES: z.string().default(""),
  /** The header in which such a proxy names the visitor's country by its two letters. Empty: the country comes from a table of addresses. */
  COUNTRY_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, { message: "must be the name of a header, such as CF-IPCountry" })
    .default(""),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, { message: "must start with AC and have 34 characters" })
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
  /** A number in E.164, or a messaging service id (MG…). */
  TWILIO_FROM: z
    .string()
    .regex(/^(\+[1-9]\d{6,14}|MG[0-9a-f]{32})$/, {
      message: "must be a number like +12025550100 or a messaging service id",
    })
    .optional(),
  /** Only for tests: another server that speaks Twilio's API. */
  TWILIO_API_URL: z.url().optional(),
  RESEND_API_KEY: z.string().min(1).optional(),
  /** For example: Tradehall <hello@your-domain> */
  RESEND_FROM: z.string().min(3).optional(),
  /** Signing secret of the webhook that reports to APP_URL/api/webhooks/resend. */
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{8,}={0,2}$/, { message: "must start with whsec_ and go on in base64" })
    .optional(),
  /** Only for tests: another server that speaks Resend's API. */
  RESEND_API_URL: z.url().optional(),
  /** Where people who have questions before they open a shop write to; shown on the public page. */
  SUPPORT_EMAIL: z.email().optional(),
  /** Forces the local inbox even when provider keys are given. */
  LOCAL_INBOX: flag,
});

export const envSchema = settings.refine(
  (given) => !given.FILES_S3_URL || (given.FILES_S3_KEY_ID && given.FILES_S3_SECRET),
  {
    path: ["FILES_S3_URL"],
    error: "needs FILES_S3_KEY_ID and FILES_S3_SECRET beside it",
  },
);

type Env = z.output<typeof envSchema>;

let parsed: Env | undefined;

/** The environment, read once. Throws one sentence per wrong value; values themselves are never printed. */
export function env(): Env {
  if (parsed) return parsed;
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const result = envSchema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join(".")} ${sentence(issue)}`);
    throw new Error(`The environment is not usable: ${lines.join("; ")}.`);
  }
  parsed = result.data;
  return parsed;
}

function sentence(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_type" ? "is missing" : issue.message;
}

/** For tests that change process.env. */
export function resetEnv(): void {
  parsed = undefined;
}

/** Where people reach this installation. */
export function appUrl(): string {
  return env().APP_URL ?? `http://localhost:${env().PORT}`;
}

/**
 * Without a channel's provider keys its messages are delivered to the local inbox. Without a channel: is there any such?
 * Whether a request may see the page is decided in lib/messages/inbox-access.ts.
 */
export function localInbox(channel?: "sms" | "email"): boolean {
  const { LOCAL_INBOX, TWILIO_ACCOUNT_SID, RESEND_API_KEY } = env();
  if (LOCAL_INBOX) return true;
  if (channel === "sms") return !TWILIO_ACCOUNT_SID;
  if (channel === "email") return !RESEND_API_KEY;
  return !TWILIO_ACCOUNT_SID || !RESEND_API_KEY;
}
