import { TEST_SECRETS } from "../test-db.ts";

// No database: code that reaches for one in a unit test is refused by the environment.
Object.assign(process.env, TEST_SECRETS, { LOG_LEVEL: "silent" });
