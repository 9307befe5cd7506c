import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

let loaded: Promise<void> | undefined;

/** Prisma's schema engine as WebAssembly: nothing is downloaded. It connects at once. */
export async function openEngine(connectionString: string): Promise<OpenEngine> {
  loaded ??= loadWasm();
  await loaded;
  const pool = new pg.Pool({ connectionString, max: 1, idleTimeoutMillis: 0 });
  const adapter = new WholeScripts(pool);
  const factory = bindMigrationAwareSqlAdapterFactory(adapter);
  const schemaEngine = await engine.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory);
  const close = async () => {
    schemaEngine.free();
    await pool.end();
  };
  return { schemaEngine, failure: () => adapter.failure, close };
}

type OpenEngine = {
  schemaEngine: engine.SchemaEngine;
  /** What PostgreSQL said to the last script that failed; the engine's own error does not repeat it. */
  failure(): Error | undefined;
  close(): Promise<void>;
};

async function loadWasm(): Promise<void> {
  const code = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(code.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...engine } });
  engine.__wbg_set_wasm(instance.exports);
  const begin = instance.exports.__wbindgen_start;
  if (typeof begin === "function") begin();
}

/** The adapter splits scripts at every semicolon, also inside function bodies: here a script is sent as it is, in one go. */
class WholeScripts extends PrismaPg {
  failure: Error | undefined;

  override async connect() {
    return this.#whole(await super.connect());
  }

  override async connectToShadowDb() {
    return this.#whole(await super.connectToShadowDb());
  }

  #whole<T extends SqlDriverAdapter & { underlyingDriver(): pg.Pool }>(adapter: T): T {
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script);
      } catch (error) {
        this.failure = error instanceof Error ? error : undefined;
        throw error;
      }
    };
    return adapter;
  }
}
