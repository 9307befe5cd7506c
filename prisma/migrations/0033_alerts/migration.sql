-- Who wants to be told of visits, and how: each member for themselves. See docs/decisions/025-alerts.md.

CREATE TABLE "alert_settings" (
    "seller_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'off' CHECK ("mode" IN ('off', 'instant', 'daily')),
    -- Minutes.
    "cool_down" INTEGER NOT NULL DEFAULT 720 CHECK ("cool_down" BETWEEN 0 AND 10080),
    "only_watched" BOOLEAN NOT NULL DEFAULT false,
    -- Hours of the seller's day; from 22 to 7 crosses midnight.
    "quiet_from" SMALLINT CHECK ("quiet_from" BETWEEN 0 AND 23),
    "quiet_to" SMALLINT CHECK ("quiet_to" BETWEEN 0 AND 23),
    "digest_hour" SMALLINT NOT NULL DEFAULT 8 CHECK ("digest_hour" BETWEEN 0 AND 23),
    "weekly" BOOLEAN NOT NULL DEFAULT true,
    -- When what was held back is told; null: nothing is.
    "digest_at" TIMESTAMPTZ(3),
    -- The Monday of the last summary.
    "summed_up" DATE,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_settings_pkey" PRIMARY KEY ("seller_id", "user_id"),
    CONSTRAINT "alert_settings_quiet_check" CHECK (("quiet_from" IS NULL) = ("quiet_to" IS NULL) AND "quiet_from" <> "quiet_to")
);
CREATE INDEX "alert_settings_digest_at_idx" ON "alert_settings"("digest_at");

-- Whom a member wants to hear nothing of, and whom in any case.
CREATE TABLE "alert_marks" (
    "seller_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "mark" TEXT NOT NULL CHECK ("mark" IN ('mute', 'watch')),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_marks_pkey" PRIMARY KEY ("seller_id", "user_id", "customer_id")
);
CREATE INDEX "alert_marks_seller_id_customer_id_idx" ON "alert_marks"("seller_id", "customer_id");

-- Of which visit of a customer a member was told last.
CREATE TABLE "alert_cool_downs" (
    "seller_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_cool_downs_pkey" PRIMARY KEY ("seller_id", "user_id", "customer_id")
);
CREATE INDEX "alert_cool_downs_seller_id_customer_id_idx" ON "alert_cool_downs"("seller_id", "customer_id");

-- Visits that wait for a member's digest.
CREATE TABLE "held_alerts" (
    "seller_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "visit_id" UUID NOT NULL,
    "visited_at" TIMESTAMPTZ(3) NOT NULL,
    "customer_id" UUID NOT NULL,

    CONSTRAINT "held_alerts_pkey" PRIMARY KEY ("seller_id", "user_id", "visit_id")
);
CREATE INDEX "held_alerts_seller_id_customer_id_idx" ON "held_alerts"("seller_id", "customer_id");

DO $$
DECLARE
  name text;
  mine text := $q$seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid AND user_id = NULLIF(current_setting('app.user_id', true), '')::uuid$q$;
BEGIN
  FOREACH name IN ARRAY ARRAY['alert_settings', 'alert_marks', 'alert_cool_downs', 'held_alerts'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (seller_id, user_id) REFERENCES members(seller_id, user_id) ON DELETE CASCADE ON UPDATE CASCADE',
      name, name || '_seller_id_user_id_fkey');
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system ON %I TO tradehall_system USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO tradehall_system', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['alert_marks', 'alert_cool_downs', 'held_alerts'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (seller_id, customer_id) REFERENCES customers(seller_id, id) ON DELETE CASCADE ON UPDATE CASCADE',
      name, name || '_seller_id_customer_id_fkey');
  END LOOP;
  -- A member's own and nobody else's, not even another member's of the store.
  FOREACH name IN ARRAY ARRAY['alert_settings', 'alert_marks'] LOOP
    EXECUTE format('CREATE POLICY store ON %I TO tradehall_store USING (%s) WITH CHECK (%s)', name, mine, mine);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON "alert_settings" TO tradehall_store;
GRANT UPDATE (mode, cool_down, only_watched, quiet_from, quiet_to, digest_hour, weekly, digest_at, updated_at) ON "alert_settings" TO tradehall_store;
GRANT SELECT, INSERT, DELETE ON "alert_marks" TO tradehall_store;
GRANT UPDATE (mark, created_at) ON "alert_marks" TO tradehall_store;
