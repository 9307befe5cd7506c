import { defineConfig } from "prisma/config";

// `generate`, `validate` and `format` need no schema engine; without this the CLI tries to download one.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema", migrations: { path: "prisma/migrations" } });
