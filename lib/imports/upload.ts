import { ApiError } from "@/lib/get-json";
import { chunksOf, cutCell, MAX_FORETOLD } from "@/lib/imports/rules";
import type { Foretold, NewImport } from "@/lib/imports/schema";

/** Sends a file's rows in chunks and starts the import; answers with its id. What is lost on the way is sent again. */
export async function uploadImport(
  slug: string,
  description: NewImport,
  rows: string[][],
  onProgress: (share: number) => void,
): Promise<string> {
  const base = `/api/vendor/${slug}/imports`;
  const { id } = await sendJson<{ id: string }>("POST", base, {
    ...description,
    header: description.header?.map(cutCell) ?? null,
  });
  const chunks = chunksOf(rows);
  for (const [n, chunk] of chunks.entries()) {
    await sendJson("PUT", `${base}/${id}/chunks`, { number: n + 1, rows: chunk });
    onProgress((n + 1) / chunks.length);
  }
  await sendJson("POST", `${base}/${id}/start`, { total: rows.length });
  return id;
}

/** What importing the first rows would do to the client list as it is now. */
export async function foretellImport(
  slug: string,
  { mapping, options }: Pick<NewImport, "mapping" | "options">,
  rows: string[][],
  signal: AbortSignal,
): Promise<Foretold> {
  const sum = { added: 0, updated: 0, unchanged: 0 };
  const problems = new Map<Foretold["problems"][number]["problem"], number>();
  for (const chunk of chunksOf(rows.slice(0, MAX_FORETOLD))) {
    const url = `/api/vendor/${slug}/imports/foretell`;
    const part = await sendJson<Foretold>("POST", url, { mapping, options, rows: chunk }, signal);
    for (const name of ["added", "updated", "unchanged"] as const) sum[name] += part[name];
    for (const { problem, count } of part.problems) problems.set(problem, (problems.get(problem) ?? 0) + count);
  }
  return { ...sum, problems: [...problems].map(([problem, count]) => ({ problem, count })) };
}

const TRIES = 4;

async function sendJson<Answer>(
  method: "POST" | "PUT",
  url: string,
  body: object,
  signal: AbortSignal | null = null,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, {
      method,
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      signal,
    }).catch(() => null);
    if (response?.ok) return await response.json();
    // Only a chunk may be sent twice: it counts once.
    const worthATry = method === "PUT" && (!response || response.status >= 500);
    if (worthATry && attempt < TRIES) {
      await new Promise((done) => setTimeout(done, 500 * attempt));
      continue;
    }
    const failure = await response?.json().catch(() => null);
    const { message = "", code = "unavailable", id } = failure?.error ?? {};
    throw new ApiError(message, code, id);
  }
}
