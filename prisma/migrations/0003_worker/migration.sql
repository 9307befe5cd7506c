-- A worker says every few seconds that it lives, so that /api/health can tell when none does.
CREATE TABLE "worker_heartbeats" (
    "id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "worker_heartbeats" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "worker_heartbeats" FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON "worker_heartbeats" TO tradehall_system USING (true) WITH CHECK (true);
CREATE POLICY operator ON "worker_heartbeats" TO tradehall_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "worker_heartbeats" TO tradehall_system;
