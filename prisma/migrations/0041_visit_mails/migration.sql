-- What was told about visits goes with them, and after a while by itself (lib/alerts/forgetting): found among all other messages.
CREATE INDEX "messages_of_visits" ON "messages"("seller_id", "created_at") WHERE "template" IN ('visit-alert', 'visit-digest', 'weekly-summary');
