// Loaded into the web process by `--profile`: records a CPU profile between two messages of the benchmark.
import { mkdirSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..", ".tradehall", "profiles");
const session = new Session();
let name = null;

process.on("message", async (message) => {
  if (typeof message !== "object" || message === null || !("profile" in message)) return;
  if (message.profile !== null) {
    name = message.profile.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "");
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: 500 });
    await session.post("Profiler.start");
    return;
  }
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.cpuprofile`);
  writeFileSync(file, JSON.stringify(profile));
  process.send?.({ file, top: topOf(profile) });
});

/** The twenty places that took most time themselves. */
function topOf({ nodes, samples, timeDeltas }) {
  const places = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || "(anonymous)"} ${url.replace(/^.*\/(node_modules|\.next)\//, "")}:${lineNumber + 1}`,
    ]),
  );
  const spent = new Map();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const place = places.get(id);
    if (place.startsWith("(idle)")) continue;
    spent.set(place, (spent.get(place) ?? 0) + timeDeltas[index]);
    total += timeDeltas[index];
  }
  const first = [...spent].sort((a, b) => b[1] - a[1]).slice(0, 20);
  return first.map(([place, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${place}`);
}
