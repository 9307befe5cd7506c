import pino from "pino";
import { env } from "@/lib/env";
import { allowedFields, type LogFields } from "@/lib/log-fields";

/** Like pino's own methods, but the fields come from the list above and the event is a fixed text. */
export type Logger = Record<"fatal" | "error" | "warn" | "info" | "debug", (fields: LogFields, event: string) => void>;

/** One JSON line per event. */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
  const sink = destination ? pino(options, destination) : pino(options);
  const at = (method: keyof Logger) => (fields: LogFields, event: string) => sink[method](allowedFields(fields), event);
  return { fatal: at("fatal"), error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}

let shared: Logger | undefined;
const first = (): Logger => {
  shared ??= createLogger(env().LOG_LEVEL);
  return shared;
};

/** The logger of this process; the environment is read at the first line, not at import. */
export const logger: Logger = {
  fatal: (fields, event) => first().fatal(fields, event),
  error: (fields, event) => first().error(fields, event),
  warn: (fields, event) => first().warn(fields, event),
  info: (fields, event) => first().info(fields, event),
  debug: (fields, event) => first().debug(fields, event),
};
