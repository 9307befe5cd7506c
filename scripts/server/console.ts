import { reducedError } from "../../lib/log-fields.ts";
import { oneASecond } from "../../lib/repeats.ts";

type Print = (...args: unknown[]) => void;

/**
 * Next prints errors as they are, and database errors quote people's values. In production whatever holds an error is
 * written as one JSON line with its name, code and place, a repeated one once a second and shortly; Next's own texts stay.
 */
export function reduceConsole(target: { error: Print; warn: Print }): void {
  const tell = oneASecond();
  for (const level of ["error", "warn"] as const) {
    const print = target[level].bind(target);
    target[level] = (...args) => {
      const errors = args.filter((arg) => typeof arg === "object" && arg !== null);
      if (errors.length === 0 && !args.some(tellsAnError)) return print(...args);
      const { stack, ...err } = reducedError(errors[0] ?? args[0]);
      const leftOut = tell(`${err.name} ${stack?.split("\n", 1)}`);
      if (leftOut === null) return;
      const said = leftOut > 0 ? { count: leftOut + 1, err } : { err: { ...err, stack } };
      const line = { level, time: new Date().toISOString(), msg: "unhandled", ...said };
      print(JSON.stringify(line));
    };
  }
}

function tellsAnError(arg: unknown): boolean {
  return typeof arg === "string" && /\b[A-Z]\w*Error\b|\n\s+at /.test(arg);
}
