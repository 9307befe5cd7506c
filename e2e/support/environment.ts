import { TEST_SECRETS } from "@/scripts/test-db";

// Factories write to the database of the server under test: as in its own process, by its login roles and secrets.
// Imported before any of them; e2e/global-setup.ts has said where it is.
process.env.LOG_LEVEL ??= "silent";
process.env.DATABASE_POOL_SIZE ??= "2";
if (process.env.E2E_DATABASE_URL) process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
if (process.env.E2E_URL) process.env.APP_URL = process.env.E2E_URL;
process.env.TRADEHALL_SECRET ??= TEST_SECRETS.TRADEHALL_SECRET;
process.env.CONTACT_KEYS ??= TEST_SECRETS.CONTACT_KEYS;
