-- Refunds of delivered orders, and payouts: what a seller gets for a period, line by line. See docs/decisions/020-payouts.md.

-- An order keeps the commission of the day it was delivered: later terms do not rewrite history.
ALTER TABLE "orders" ADD COLUMN "commission_bp" INTEGER;
CREATE INDEX "orders_seller_id_delivered_at_idx" ON "orders"("seller_id", "delivered_at");
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
SET LOCAL ROLE tradehall_system;
UPDATE orders o SET commission_bp = s.commission_bp, delivered_at = COALESCE(o.delivered_at, o.updated_at)
FROM sellers s WHERE s.id = o.seller_id AND o.status = 'delivered';
RESET ROLE;
REVOKE tradehall_system FROM CURRENT_USER;
ALTER TABLE "orders" ADD CONSTRAINT "orders_commission" CHECK (("status" = 'delivered') = ("commission_bp" IS NOT NULL));

CREATE FUNCTION order_keeps_commission() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE was_delivered boolean := false;
BEGIN
  IF TG_OP = 'UPDATE' THEN was_delivered := OLD.status = 'delivered'; END IF;
  IF was_delivered AND current_user = 'tradehall_store' THEN
    IF NEW.status <> 'delivered' OR NEW.delivered_at IS DISTINCT FROM OLD.delivered_at THEN
      RAISE EXCEPTION 'permission denied: a delivered order stays delivered' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  IF NEW.status <> 'delivered' THEN
    NEW.commission_bp := NULL;
  ELSIF was_delivered THEN
    NEW.commission_bp := OLD.commission_bp;
  ELSE
    SELECT s.commission_bp INTO NEW.commission_bp FROM sellers s WHERE s.id = NEW.seller_id;
    -- A portal says that it is delivered, not when.
    NEW.delivered_at := CASE WHEN current_user = 'tradehall_store' THEN clock_timestamp() ELSE COALESCE(NEW.delivered_at, clock_timestamp()) END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER orders_commission BEFORE INSERT OR UPDATE OF status, delivered_at, commission_bp ON orders FOR EACH ROW EXECUTE FUNCTION order_keeps_commission();

-- What the seller pays the platform is nothing for its customers.
DO $$
BEGIN
  REVOKE SELECT ON orders FROM tradehall_shop;
  EXECUTE (
    SELECT format('GRANT SELECT (%s) ON orders TO tradehall_shop', string_agg(quote_ident(attname), ', ' ORDER BY attnum))
    FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'commission_bp');
END $$;
GRANT SELECT (delivered_at, commission_bp) ON orders TO tradehall_operator;

CREATE TABLE "order_refunds" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL CHECK ("amount" > 0),
    "refunded_before" BIGINT NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL CHECK ("reason" <> ''),
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_refunds_pkey" PRIMARY KEY ("seller_id", "id")
);

CREATE TABLE "payouts" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "time_zone" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "order_count" INTEGER NOT NULL DEFAULT 0,
    "gross" BIGINT NOT NULL DEFAULT 0,
    "commission" BIGINT NOT NULL DEFAULT 0,
    "refunds" BIGINT NOT NULL DEFAULT 0,
    "corrections" BIGINT NOT NULL DEFAULT 0,
    "carried" BIGINT NOT NULL DEFAULT 0,
    "net" BIGINT NOT NULL DEFAULT 0,
    "reference" TEXT,
    "computed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by" UUID,
    "paid_at" TIMESTAMPTZ(3),
    "paid_by" UUID,

    CONSTRAINT "payouts_pkey" PRIMARY KEY ("seller_id", "id"),
    CONSTRAINT "payouts_state" CHECK ("state" IN ('draft', 'approved', 'paid')),
    CONSTRAINT "payouts_period" CHECK ("period_from" <= "period_to"),
    CONSTRAINT "payouts_net" CHECK ("net" = "gross" - "commission" - "refunds" + "corrections" + "carried"),
    CONSTRAINT "payouts_approved" CHECK (("state" <> 'draft') = ("approved_at" IS NOT NULL)),
    CONSTRAINT "payouts_paid" CHECK (("state" = 'paid') = ("paid_at" IS NOT NULL AND "reference" IS NOT NULL)),
    -- Nothing is paid where nothing is due: a negative balance is carried over.
    CONSTRAINT "payouts_due" CHECK ("state" <> 'paid' OR "net" > 0)
);

CREATE TABLE "payout_corrections" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payout_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount" BIGINT NOT NULL CHECK ("amount" <> 0),
    "reason" TEXT NOT NULL CHECK ("reason" <> ''),
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payout_corrections_pkey" PRIMARY KEY ("seller_id", "id")
);

CREATE TABLE "payout_lines" (
    "seller_id" UUID NOT NULL,
    "payout_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" UUID,
    "refund_id" UUID,
    "correction_id" UUID,
    "carried_id" UUID,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "commission_bp" INTEGER,
    "amount" BIGINT NOT NULL,
    "commission" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "payout_lines_pkey" PRIMARY KEY ("seller_id", "payout_id", "position"),
    -- Each line has the one source that its kind says.
    CONSTRAINT "payout_lines_source" CHECK (
      CASE "kind"
        WHEN 'order' THEN "order_id" IS NOT NULL AND num_nonnulls("order_id", "refund_id", "correction_id", "carried_id") = 1 AND "amount" >= 0
        WHEN 'refund' THEN "refund_id" IS NOT NULL AND num_nonnulls("order_id", "refund_id", "correction_id", "carried_id") = 1 AND "amount" < 0
        WHEN 'correction' THEN "correction_id" IS NOT NULL AND num_nonnulls("order_id", "refund_id", "correction_id", "carried_id") = 1 AND "commission" = 0
        WHEN 'carried' THEN "carried_id" IS NOT NULL AND num_nonnulls("order_id", "refund_id", "correction_id", "carried_id") = 1 AND "commission" = 0 AND "amount" < 0
        ELSE false
      END)
);

CREATE UNIQUE INDEX "order_refunds_seller_id_order_id_refunded_before_key" ON "order_refunds"("seller_id", "order_id", "refunded_before");
CREATE INDEX "order_refunds_seller_id_created_at_idx" ON "order_refunds"("seller_id", "created_at");
CREATE UNIQUE INDEX "payouts_seller_id_number_key" ON "payouts"("seller_id", "number");
CREATE INDEX "payouts_seller_id_currency_period_from_idx" ON "payouts"("seller_id", "currency", "period_from");
CREATE INDEX "payouts_id_idx" ON "payouts"("id");
CREATE INDEX "payouts_state_id_idx" ON "payouts"("state", "id");
CREATE UNIQUE INDEX "payout_lines_seller_id_order_id_key" ON "payout_lines"("seller_id", "order_id");
CREATE UNIQUE INDEX "payout_lines_seller_id_refund_id_key" ON "payout_lines"("seller_id", "refund_id");
CREATE UNIQUE INDEX "payout_lines_seller_id_correction_id_key" ON "payout_lines"("seller_id", "correction_id");
CREATE UNIQUE INDEX "payout_lines_seller_id_carried_id_key" ON "payout_lines"("seller_id", "carried_id");
CREATE INDEX "payout_corrections_seller_id_payout_id_idx" ON "payout_corrections"("seller_id", "payout_id");

ALTER TABLE "order_refunds" ADD CONSTRAINT "order_refunds_seller_id_order_id_customer_id_fkey" FOREIGN KEY ("seller_id", "order_id", "customer_id") REFERENCES "orders"("seller_id", "id", "customer_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_lines" ADD CONSTRAINT "payout_lines_seller_id_payout_id_fkey" FOREIGN KEY ("seller_id", "payout_id") REFERENCES "payouts"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "payout_lines" ADD CONSTRAINT "payout_lines_seller_id_order_id_fkey" FOREIGN KEY ("seller_id", "order_id") REFERENCES "orders"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_lines" ADD CONSTRAINT "payout_lines_seller_id_refund_id_fkey" FOREIGN KEY ("seller_id", "refund_id") REFERENCES "order_refunds"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_lines" ADD CONSTRAINT "payout_lines_seller_id_correction_id_fkey" FOREIGN KEY ("seller_id", "correction_id") REFERENCES "payout_corrections"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_lines" ADD CONSTRAINT "payout_lines_seller_id_carried_id_fkey" FOREIGN KEY ("seller_id", "carried_id") REFERENCES "payouts"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_corrections" ADD CONSTRAINT "payout_corrections_seller_id_payout_id_fkey" FOREIGN KEY ("seller_id", "payout_id") REFERENCES "payouts"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who sees and adds what.
DO $$
DECLARE
  name text;
  mine text := $q$seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid$q$;
BEGIN
  FOREACH name IN ARRAY ARRAY['order_refunds', 'payouts', 'payout_lines', 'payout_corrections'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system ON %I TO tradehall_system USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY operator_select ON %I FOR SELECT TO tradehall_operator USING (true)', name);
    EXECUTE format('CREATE POLICY store_select ON %I FOR SELECT TO tradehall_store USING (%s)', name, mine);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO tradehall_system', name);
    EXECUTE format('GRANT SELECT ON %I TO tradehall_store, tradehall_operator', name);
  END LOOP;
END $$;
CREATE POLICY shop ON order_refunds FOR SELECT TO tradehall_shop
  USING (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid AND customer_id = NULLIF(current_setting('app.customer_id', true), '')::uuid);
CREATE POLICY operator_insert ON payouts FOR INSERT TO tradehall_operator WITH CHECK (state = 'draft');
CREATE POLICY operator_update ON payouts FOR UPDATE TO tradehall_operator USING (true) WITH CHECK (true);
CREATE POLICY operator_delete ON payouts FOR DELETE TO tradehall_operator USING (state = 'draft');
CREATE POLICY operator_insert ON payout_lines FOR INSERT TO tradehall_operator WITH CHECK (true);
CREATE POLICY operator_delete ON payout_lines FOR DELETE TO tradehall_operator USING (true);
-- Nobody corrects in somebody else's name.
CREATE POLICY operator_insert ON payout_corrections FOR INSERT TO tradehall_operator
  WITH CHECK (created_by = NULLIF(current_setting('app.user_id', true), '')::uuid);
GRANT SELECT (seller_id, id, order_id, customer_id, amount, reason, created_at) ON order_refunds TO tradehall_shop;
GRANT INSERT, DELETE, UPDATE (time_zone, state, order_count, gross, commission, refunds, corrections, carried, net, reference, computed_at,
  approved_at, approved_by, paid_at, paid_by) ON payouts TO tradehall_operator;
GRANT INSERT, DELETE ON payout_lines TO tradehall_operator;
GRANT INSERT ON payout_corrections TO tradehall_operator;

-- Two refunds at once wait for each other at the order's row: together they stay within its total.
CREATE FUNCTION refund_fits_order() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  order_total bigint;
  order_status text;
BEGIN
  SELECT o.total, o.status INTO order_total, order_status FROM orders o
    WHERE o.seller_id = NEW.seller_id AND o.id = NEW.order_id FOR NO KEY UPDATE;
  IF order_status IS DISTINCT FROM 'delivered' THEN
    RAISE EXCEPTION 'permission denied: only a delivered order is refunded' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT COALESCE(sum(r.amount), 0) INTO NEW.refunded_before FROM order_refunds r WHERE r.seller_id = NEW.seller_id AND r.order_id = NEW.order_id;
  IF NEW.refunded_before + NEW.amount > order_total THEN
    RAISE EXCEPTION 'more than the order''s total would be refunded' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_refunds_fit BEFORE INSERT ON order_refunds FOR EACH ROW EXECUTE FUNCTION refund_fits_order();

-- Added, never changed; but a refund follows its order to the person's other row when users are merged.
CREATE FUNCTION entry_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'customer_id' = to_jsonb(OLD) - 'customer_id' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'permission denied: what was entered stays as it is' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER order_refunds_stay BEFORE UPDATE OR DELETE ON order_refunds FOR EACH ROW EXECUTE FUNCTION entry_stays();
CREATE TRIGGER payout_corrections_stay BEFORE UPDATE OR DELETE ON payout_corrections FOR EACH ROW EXECUTE FUNCTION entry_stays();

-- Only what is not changed any more is corrected by a counter-entry.
CREATE FUNCTION correction_fits_payout() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payouts p WHERE p.seller_id = NEW.seller_id AND p.id = NEW.payout_id AND p.state <> 'draft' AND p.currency = NEW.currency) THEN
    RAISE EXCEPTION 'permission denied: no payout to correct' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_corrections_fit BEFORE INSERT ON payout_corrections FOR EACH ROW EXECUTE FUNCTION correction_fits_payout();

-- Periods of a seller in a currency do not overlap; computing twice at once waits here. The lock's name is known to lib/payouts, too.
CREATE FUNCTION payout_has_own_period() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('payouts ' || NEW.seller_id, 0));
  IF EXISTS (SELECT FROM payouts p WHERE p.seller_id = NEW.seller_id AND p.currency = NEW.currency
    AND p.period_from <= NEW.period_to AND p.period_to >= NEW.period_from) THEN
    RAISE EXCEPTION 'the periods of two payouts overlap' USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payouts_period BEFORE INSERT ON payouts FOR EACH ROW EXECUTE FUNCTION payout_has_own_period();

-- draft, approved, paid: never back, and what was approved keeps its figures. They are what the lines say.
CREATE FUNCTION payout_goes_forward() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE changing text[] := ARRAY['state', 'reference', 'approved_at', 'approved_by', 'paid_at', 'paid_by'];
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state = 'draft' THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'permission denied: this payout stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (OLD.state, NEW.state) NOT IN (('draft', 'draft'), ('draft', 'approved'), ('approved', 'paid')) OR OLD.number <> NEW.number
    OR (OLD.seller_id, OLD.id, OLD.currency, OLD.period_from, OLD.period_to) IS DISTINCT FROM (NEW.seller_id, NEW.id, NEW.currency, NEW.period_from, NEW.period_to)
    OR (OLD.state <> 'draft' AND (to_jsonb(NEW) - changing <> to_jsonb(OLD) - changing
      OR (OLD.approved_at, OLD.approved_by) IS DISTINCT FROM (NEW.approved_at, NEW.approved_by))) THEN
    RAISE EXCEPTION 'permission denied: this payout is not changed any more' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'approved' AND NOT EXISTS (
    SELECT FROM (
      SELECT count(*) FILTER (WHERE l.kind = 'order') AS orders, COALESCE(sum(l.amount) FILTER (WHERE l.kind = 'order'), 0) AS gross,
        COALESCE(sum(l.commission), 0) AS commission, COALESCE(-sum(l.amount) FILTER (WHERE l.kind = 'refund'), 0) AS refunds,
        COALESCE(sum(l.amount) FILTER (WHERE l.kind = 'correction'), 0) AS corrections, COALESCE(sum(l.amount) FILTER (WHERE l.kind = 'carried'), 0) AS carried
      FROM payout_lines l WHERE l.seller_id = NEW.seller_id AND l.payout_id = NEW.id) sums
    WHERE sums.orders = NEW.order_count AND sums.gross = NEW.gross AND sums.commission = NEW.commission AND sums.refunds = NEW.refunds
      AND sums.corrections = NEW.corrections AND sums.carried = NEW.carried) THEN
    RAISE EXCEPTION 'the figures of the payout are not those of its lines' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payouts_forward BEFORE UPDATE OR DELETE ON payouts FOR EACH ROW EXECUTE FUNCTION payout_goes_forward();

-- A line waits for whoever approves its payout, and is refused afterwards.
CREATE FUNCTION line_of_draft() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  line payout_lines := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  payout_state text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'permission denied: a line is written once' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT p.state INTO payout_state FROM payouts p WHERE p.seller_id = line.seller_id AND p.id = line.payout_id FOR SHARE;
  -- Without a payout it goes with its payout.
  IF payout_state <> 'draft' OR (payout_state IS NULL AND TG_OP = 'INSERT') THEN
    RAISE EXCEPTION 'permission denied: this payout is not changed any more' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN line;
END $$;
CREATE TRIGGER payout_lines_draft BEFORE INSERT OR UPDATE OR DELETE ON payout_lines FOR EACH ROW EXECUTE FUNCTION line_of_draft();

REVOKE ALL ON FUNCTION order_keeps_commission, refund_fits_order, entry_stays, correction_fits_payout, payout_has_own_period, payout_goes_forward,
  line_of_draft FROM PUBLIC;
