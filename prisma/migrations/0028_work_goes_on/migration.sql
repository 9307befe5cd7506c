-- Work that outlives whoever began it: payouts of all sellers, client lists of sellers that open, files that nobody names any more. See docs/decisions/015.

-- Payouts of a period for every seller: one run at a time, a row per seller that it has to look at.
CREATE TABLE "payout_runs" (
    "id" UUID NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "started_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_runs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "payout_runs_period" CHECK ("period_from" <= "period_to"),
    CONSTRAINT "payout_runs_status" CHECK ("status" IN ('running', 'done', 'stopped')),
    CONSTRAINT "payout_runs_finished" CHECK (("status" = 'running') = ("finished_at" IS NULL))
);
CREATE UNIQUE INDEX "payout_runs_one_at_a_time" ON "payout_runs"("status") WHERE "status" = 'running';

CREATE TABLE "payout_run_sellers" (
    "seller_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "written" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "closed" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_run_sellers_pkey" PRIMARY KEY ("seller_id", "run_id"),
    CONSTRAINT "payout_run_sellers_outcome" CHECK ("outcome" IN ('waiting', 'done', 'skipped')),
    CONSTRAINT "payout_run_sellers_reason" CHECK (("outcome" = 'skipped') = ("reason" IS NOT NULL)),
    CONSTRAINT "payout_run_sellers_done" CHECK (("outcome" = 'waiting') = ("done_at" IS NULL))
);
CREATE INDEX "payout_run_sellers_run_id_outcome_seller_id_idx" ON "payout_run_sellers"("run_id", "outcome", "seller_id");
ALTER TABLE "payout_run_sellers" ADD CONSTRAINT "payout_run_sellers_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A seller has opened: whom its client list has is let in, page by page. The row goes when all are.
CREATE TABLE "list_approvals" (
    "seller_id" UUID NOT NULL,
    "after_client" UUID,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "list_approvals_pkey" PRIMARY KEY ("seller_id")
);
ALTER TABLE "list_approvals" ADD CONSTRAINT "list_approvals_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is kept in the file store, written down before it is: what no seller names any more is found here.
CREATE TABLE "files" (
    "seller_id" UUID NOT NULL,
    "name" TEXT NOT NULL CHECK ("name" ~ '^[0-9a-f]{32}\.webp$'),
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "files_pkey" PRIMARY KEY ("seller_id", "name")
);
CREATE INDEX "files_kept_at_idx" ON "files"("kept_at");
ALTER TABLE "files" ADD CONSTRAINT "files_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
DECLARE
  name text;
  mine text := $q$seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid$q$;
BEGIN
  FOREACH name IN ARRAY ARRAY['payout_runs', 'payout_run_sellers', 'list_approvals', 'files'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system ON %I TO tradehall_system USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO tradehall_system', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['payout_runs', 'payout_run_sellers'] LOOP
    EXECUTE format('CREATE POLICY operator_select ON %I FOR SELECT TO tradehall_operator USING (true)', name);
    EXECUTE format('GRANT SELECT ON %I TO tradehall_operator', name);
  END LOOP;
  EXECUTE format('CREATE POLICY store ON files TO tradehall_store USING (%s) WITH CHECK (%s)', mine, mine);
END $$;
GRANT SELECT, INSERT, DELETE ON files TO tradehall_store;

GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
SET LOCAL ROLE tradehall_system;
INSERT INTO files (seller_id, name) SELECT id, substr(logo, length('/api/files/') + 1) FROM sellers WHERE logo IS NOT NULL;
RESET ROLE;
REVOKE tradehall_system FROM CURRENT_USER;

-- An order has its seller's currency, and a seller with orders keeps it. Whoever places and whoever changes wait for each other at one lock,
-- whose name is known to lib/sellers, too.
CREATE FUNCTION order_has_sellers_currency() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('currency ' || NEW.seller_id, 0));
  IF NOT EXISTS (SELECT FROM sellers s WHERE s.id = NEW.seller_id AND s.currency = NEW.currency) THEN
    RAISE EXCEPTION 'this is not the seller''s currency any more' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
-- Customers order in the currency of today; the system may bring in orders of another time.
CREATE TRIGGER orders_currency BEFORE INSERT ON orders FOR EACH ROW WHEN (current_user = 'tradehall_shop') EXECUTE FUNCTION order_has_sellers_currency();

REVOKE ALL ON FUNCTION order_has_sellers_currency FROM PUBLIC;

CREATE OR REPLACE FUNCTION sellers_keep_currency() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('currency ' || NEW.id, 0));
  IF EXISTS (SELECT FROM orders WHERE seller_id = NEW.id) THEN
    RAISE EXCEPTION 'seller % has orders in %', NEW.id, OLD.currency USING ERRCODE = 'check_violation', CONSTRAINT = 'sellers_keep_currency';
  END IF;
  RETURN NEW;
END $$;

-- Operators see people first, then who gave no name yet, then rows that are nobody any more; the newest of each first.
ALTER TABLE "users" ADD COLUMN "list_rank" SMALLINT GENERATED ALWAYS AS (
  CASE WHEN "status" IN ('merged', 'erased') THEN 0 WHEN "name" IS NULL THEN 1 ELSE 2 END) STORED;
CREATE INDEX "users_list_rank_created_at_id_idx" ON "users"("list_rank", "created_at", "id");
GRANT SELECT ("list_rank") ON "users" TO tradehall_operator;
