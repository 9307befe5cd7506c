import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appUrl, env, envSchema, localInbox, resetEnv } from "@/lib/env";

describe("the environment", () => {
  const saved = { ...process.env };
  beforeEach(resetEnv);
  afterEach(() => {
    process.env = { ...saved };
    resetEnv();
  });

  it("lists in .env.example the names of its schema, in the same order", () => {
    const names = [...readFileSync(".env.example", "utf8").matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(
      (match) => match[1],
    );
    expect(names).toEqual(Object.keys(envSchema.shape));
  });

  it.each([
    ["TRADEHALL_SECRET", "short"],
    ["CONTACT_KEYS", "k1:not-a-key"],
    ["CONTACT_KEYS", `a:${Buffer.alloc(32).toString("base64")},a:${Buffer.alloc(32).toString("base64")}`],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["PORT", "70000"],
    ["PORT", "three"],
    ["APP_URL", "ftp://example.com"],
    ["DATABASE_POOL_SIZE", "0"],
    ["LOG_LEVEL", "loud"],
    ["TWILIO_ACCOUNT_SID", "AC123"],
    ["TWILIO_FROM", "020 1234"],
    ["RESEND_WEBHOOK_SECRET", "re_secret"],
    ["FILES_S3_URL", "ftp://files.example.com"],
    ["LOCAL_INBOX", "perhaps"],
  ])("refuses a malformed %s in one sentence that does not repeat it", (name, value) => {
    process.env[name] = value;
    expect(() => env()).toThrow(new RegExp(`^The environment is not usable: ${name} .+\\.$`));
    expect(() => env()).not.toThrow(value);
  });

  it("wants the keys of the bucket that it names", () => {
    process.env.FILES_S3_URL = "https://bucket.example.com";
    process.env.FILES_S3_KEY_ID = "key";
    expect(() => env()).toThrow("FILES_S3_URL needs FILES_S3_KEY_ID and FILES_S3_SECRET beside it");
    process.env.FILES_S3_SECRET = "secret";
    resetEnv();
    expect(env().FILES_S3_REGION).toBe("us-east-1");
  });

  it("says which name is missing", () => {
    delete process.env.TRADEHALL_SECRET;
    expect(() => env()).toThrow("TRADEHALL_SECRET is missing");
  });

  it("takes empty for absent", () => {
    Object.assign(process.env, { APP_URL: "", PORT: "", LOCAL_INBOX: "" });
    expect(appUrl()).toBe("http://localhost:3000");
  });

  it("delivers to the local inbox what no provider is given for", () => {
    Object.assign(process.env, { LOCAL_INBOX: "", TWILIO_ACCOUNT_SID: "", RESEND_API_KEY: "re_x" });
    expect([localInbox("sms"), localInbox("email"), localInbox()]).toEqual([true, false, true]);
  });
});
