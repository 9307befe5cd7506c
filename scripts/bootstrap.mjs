// Runs a script of this project on a machine that has nothing but Node 20 and npm: installs what package-lock.json names when it
// is not there, generates the database client when its schema changed, then runs the script with the Node 24 of node_modules.
// Only built-ins of an old Node may be used here.
// usage: node scripts/bootstrap.mjs [script [arguments…]]
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const node = join(modules, ".bin", "node");
const [script, ...args] = process.argv.slice(2);

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** npm writes node_modules/.package-lock.json last: when it names the same versions, the installation is complete. */
function installed() {
  const wanted = readJson(join(root, "package-lock.json"))?.packages;
  const found = readJson(join(modules, ".package-lock.json"))?.packages;
  if (!wanted) refuse("package-lock.json is missing or damaged: clone the repository again.");
  if (!found || !existsSync(node)) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || (entry.optional && !found[path])) return true;
    return found[path]?.version === entry.version && found[path]?.integrity === entry.integrity;
  });
}

function mayWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const why = error.code === "EROFS" ? "it is on a read-only file system" : "this user has no permission";
    refuse(`Nothing can be written to ${folder} (${why}), and Tradehall has to install its packages there first.`);
  }
}

function install() {
  mayWrite(root);
  if (existsSync(modules)) mayWrite(modules);
  const release = waitForTurn();
  try {
    if (installed()) return;
    process.stderr.write("Installing packages (npm ci); this takes a minute the first time.\n");
    const npm = process.env.npm_execpath;
    const [command, before] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
    // Prisma's CLI would fetch a schema engine from the web after its installation; the one in use comes from npm as WebAssembly.
    const env = { ...process.env, NODE_ENV: "development", PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
    const done = spawnSync(command, [...before, "ci", "--loglevel=error"], { cwd: root, env, stdio: ["ignore", 2, 2] });
    if (done.signal) process.exit(130);
    if (done.status !== 0 || !installed())
      refuse("npm ci did not finish (see above): is the npm registry reachable, and is there room on the disk?");
  } finally {
    release();
  }
}

/** One installation at a time per checkout. */
function waitForTurn() {
  const lock = join(tmpdir(), `tradehall-install-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`);
  const draft = `${lock}.${process.pid}`;
  let said = false;
  writeFileSync(draft, String(process.pid));
  for (;;) {
    try {
      linkSync(draft, lock);
      rmSync(draft);
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") refuse(`Nothing can be written to ${tmpdir()} (${error.code}).`);
    }
    const holder = Number(readJson(lock) ?? 0);
    if (!alive(holder)) rmSync(lock, { force: true });
    else if (!said) process.stderr.write(`Process ${holder} is installing packages here; waiting for it.\n`);
    said ||= alive(holder);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
}

function alive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** The typed client is generated code and no part of the repository. */
function generate() {
  const schema = join(root, "prisma", "schema");
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  for (const name of readdirSync(schema).sort()) hash.update(name).update(readFileSync(join(schema, name)));
  const generated = join(root, "lib", "generated");
  const stamp = join(generated, "schema.sha256");
  const now = hash.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  mayWrite(join(root, "lib"));
  const cli = join(modules, "prisma", "build", "index.js");
  const env = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" };
  const done = spawnSync(node, [cli, "generate"], { cwd: root, env, encoding: "utf8" });
  if (done.status !== 0)
    refuse(`The database client could not be generated: ${(done.stderr || done.stdout || "").trim()}`);
  mkdirSync(generated, { recursive: true });
  writeFileSync(stamp, now);
}

/** Said before anything is installed or started. */
async function checkPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    refuse(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
  const server = createServer();
  await new Promise((done) => {
    server.once("error", (error) => {
      if (error.code === "EACCES")
        refuse(`This user may not open port ${port}: choose one above 1023, for example PORT=3000.`);
      refuse(
        `Port ${port} is taken, perhaps by an earlier start: stop that program, or choose another port (PORT=${port + 1}).`,
      );
    });
    server.listen(port, () => server.close(done));
  });
}

function run() {
  const bin = join(modules, ".bin");
  const child = spawn(node, ["--import", "tsx", "--disable-warning=ExperimentalWarning", join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, TSX_TSCONFIG_PATH: join(root, "tsconfig.node.json") },
    // The channel tells the script when we are gone, also by kill -9.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm killed with -9 leaves us to another parent: then nobody is there to stop us.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 1000).unref();
  child.on("error", (error) => refuse(`Node 24 of node_modules does not run here: ${error.message}.`));
  child.on("exit", (code, signal) => process.exit(signal ? 128 : (code ?? 1)));
}

if (Number(process.versions.node.split(".")[0]) < 20)
  refuse(`Tradehall needs Node 20 or newer to start; this is ${process.version}.`);
if (script === "scripts/start.ts") await checkPort();
if (!installed()) install();
generate();
if (script) run();
