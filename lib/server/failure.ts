import "server-only";
import { randomUUID } from "node:crypto";
import { getLocale, getTranslations } from "next-intl/server";
import type { z } from "zod";
import { isDatabaseAway } from "@/lib/db/errors";
import { AppError, type ErrorValues } from "@/lib/errors";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import { logger } from "@/lib/logger";
import type { Failure } from "@/lib/server/result";
import { isStorable } from "@/lib/server/storable";

/** The one map from whatever was thrown to what the user may know. Unknown errors are logged with an id. */
export async function toFailure(error: unknown): Promise<Failure> {
  const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
  const say = (key: string, values: ErrorValues) =>
    t.has(key) ? t(key, inWords(values, locale)) : t("errors.invalid");
  if (error instanceof AppError && error.code !== "unexpected") {
    const fields = Object.fromEntries(
      Object.entries(error.fields).map(([field, key]) => [field, say(key, error.values)]),
    );
    return {
      code: error.code,
      message: say(error.message, error.values),
      ...(Object.keys(fields).length > 0 && { fields }),
    };
  }
  const id = randomUUID();
  const away = isDatabaseAway(error);
  logger.error({ id, err: error }, away ? "database away" : "unexpected error");
  return away
    ? { code: "unavailable", message: t("errors.unavailable"), id }
    : { code: "unexpected", message: t("errors.unexpected", { id }), id };
}

function inWords(values: ErrorValues, locale: string): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "object" ? write(value, locale) : value]),
  );
}

function write(value: Extract<ErrorValues[string], object>, locale: string): string {
  return "at" in value
    ? formatDate(value.at, "date", locale, value.timeZone)
    : formatMoney(value.minor, value.currency, locale);
}

/** Parses untrusted input; issues become field errors. Unknown keys are dropped by the schema. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  if (!isStorable(raw)) throw new AppError("invalid", "errors.invalid", { fields: unstorable(raw) });
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) {
    // Messages of our schemas are keys of the locale files; zod's own are English sentences.
    const key = /^[a-zA-Z]+(\.[a-zA-Z]+)+$/.test(issue.message) ? issue.message : "errors.field";
    fields[issue.path.join(".") || "form"] ??= key;
  }
  throw new AppError("invalid", "errors.invalid", { fields });
}

/** Which texts hold the NUL character; where it hides deeper, no field can be named. */
function unstorable(raw: unknown): Record<string, string> {
  if (typeof raw !== "object" || raw === null) return {};
  const fields = Object.entries(raw).filter(([, value]) => typeof value === "string" && value.includes("\0"));
  return Object.fromEntries(fields.map(([field]) => [field, "errors.characters"]));
}
