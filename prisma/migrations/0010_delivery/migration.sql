-- Delivery for real: fair claims, and reports that count once. See docs/decisions/016-delivery.md.

-- A retry is bounded by its first attempt, as the provider's memory of our key is: what waited for its turn or its hour is not late.
ALTER TABLE "messages" ADD COLUMN "first_attempt_at" TIMESTAMPTZ(3);
UPDATE "messages" SET "first_attempt_at" = "created_at" WHERE "attempts" > 0;

-- Claims take a share of every seller's queue; codes are the platform's own. Only what waits is in the index.
CREATE INDEX "messages_waiting_idx" ON "messages"("seller_id", "not_before") WHERE "status" = 'queued';
CREATE INDEX "messages_sending_idx" ON "messages"("claimed_at") WHERE "status" = 'sending';
-- Operators page through all of them, newest first, or those of one state.
CREATE INDEX "messages_id_idx" ON "messages"("id");
CREATE INDEX "messages_status_id_idx" ON "messages"("status", "id");
DROP INDEX "messages_status_not_before_idx";
CREATE INDEX "suppressions_created_at_id_idx" ON "suppressions"("created_at", "id");

-- What a provider told us that belongs to no message (STOP and START), so that telling it again does nothing.
CREATE TABLE "webhook_receipts" (
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_receipts_pkey" PRIMARY KEY ("provider", "event_id")
);
ALTER TABLE "webhook_receipts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhook_receipts" FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON "webhook_receipts" TO tradehall_system USING (true) WITH CHECK (true);
CREATE POLICY operator ON "webhook_receipts" TO tradehall_operator USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_receipts" TO tradehall_system;
