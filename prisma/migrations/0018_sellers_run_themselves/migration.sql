-- What a seller is registered as and where, what became of its opening, and operators who look into a store.

ALTER TABLE "sellers"
  ADD COLUMN "legal_name" TEXT,
  ADD COLUMN "registration_number" TEXT,
  ADD COLUMN "street" TEXT,
  ADD COLUMN "postcode" TEXT,
  ADD COLUMN "languages" TEXT[] NOT NULL DEFAULT ARRAY['en']::TEXT[],
  ADD COLUMN "created_by" UUID,
  ADD COLUMN "onboarding" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "status_reason" TEXT,
  ADD COLUMN "submitted_at" TIMESTAMPTZ(3),
  ADD COLUMN "opened_at" TIMESTAMPTZ(3),
  ADD COLUMN "terminated_at" TIMESTAMPTZ(3),
  ADD COLUMN "daily_invites" INTEGER CHECK ("daily_invites" >= 0);
CREATE INDEX "sellers_created_by_idx" ON "sellers"("created_by");

CREATE TABLE "looks" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "reason" TEXT NOT NULL CHECK ("reason" <> ''),
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "looks_pkey" PRIMARY KEY ("seller_id", "id"),
    CONSTRAINT "looks_short" CHECK ("expires_at" <= "started_at" + interval '8 hours')
);
CREATE INDEX "looks_user_id_seller_id_expires_at_idx" ON "looks"("user_id", "seller_id", "expires_at");
ALTER TABLE "looks" ADD CONSTRAINT "looks_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "looks" ADD CONSTRAINT "looks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "looks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "looks" FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON "looks" TO tradehall_system USING (true) WITH CHECK (true);
CREATE POLICY operator_select ON "looks" FOR SELECT TO tradehall_operator USING (true);
-- Nobody looks in somebody else's name, and only one's own look can be ended.
CREATE POLICY operator_insert ON "looks" FOR INSERT TO tradehall_operator
  WITH CHECK (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid AND ended_at IS NULL);
CREATE POLICY operator_update ON "looks" FOR UPDATE TO tradehall_operator
  USING (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid)
  WITH CHECK (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid AND ended_at IS NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON "looks" TO tradehall_system;
GRANT SELECT, INSERT, UPDATE (ended_at) ON "looks" TO tradehall_operator;
