/** A refusal that a person reads as one sentence; no stack is printed for it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Progress goes to stderr, so that a script's stdout stays its answer alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says what is being done, does it, says how long it took. */
export async function step<T>(what: string, run: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await run();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`  ${what.padEnd(48)} ${seconds.padStart(6)} s`);
  return result;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Turns what the file system refuses into a sentence; anything else passes through. */
export function fileRefusal(error: unknown, path: string): unknown {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return new Refusal(`No permission to write to ${path}: change its owner, or set DATA_DIR to a folder of yours.`);
    case "EROFS":
      return new Refusal(`${path} is on a read-only file system: set DATA_DIR to a folder that can be written.`);
    case "ENOSPC":
      return new Refusal(`The disk that holds ${path} is full: free some space and start again.`);
    case "ENOTDIR":
    case "EEXIST":
      return new Refusal(`${path} must be a folder, but a file is in its place.`);
    default:
      return error;
  }
}

/** Runs a script's main function; a Refusal is one sentence and exit code 1. */
export async function main(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    say(error instanceof Refusal ? error.message : String(error instanceof Error ? (error.stack ?? error) : error));
    process.exitCode = 1;
  }
}
