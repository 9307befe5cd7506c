import { inject } from "vitest";
import { resetEnv } from "@/lib/env.ts";
import { createTestDatabase, testEnvironment } from "../test-db.ts";

// Before each test file: a database of its own, named in the environment before any code of ours is imported.
Object.assign(process.env, { LOG_LEVEL: "silent" });
Object.assign(process.env, testEnvironment(await createTestDatabase(inject("testServerUrl"))));
resetEnv();
