-- Who came into a shop, when and from where: one row per visit by month, and what is counted of them by day.
-- See docs/decisions/024-visits.md.

-- Months of visits are tables of their own, in a schema that nobody may enter: they are reached through "visits" alone, with its policies.
CREATE SCHEMA visit_months;

CREATE TABLE "visits" (
    "seller_id" UUID NOT NULL,
    "visited_at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    -- In the seller's time zone of then.
    "day" DATE NOT NULL,
    "hour" SMALLINT NOT NULL CHECK ("hour" BETWEEN 0 AND 23),
    -- Days since this customer's visit before, and since the one before from this country; 9999: there was none.
    "gap" SMALLINT NOT NULL CHECK ("gap" >= 0),
    "country_gap" SMALLINT NOT NULL CHECK ("country_gap" >= 0),
    "ip" TEXT,
    "country" TEXT NOT NULL DEFAULT 'ZZ' CHECK ("country" ~ '^[A-Z]{2}$'),
    "device" TEXT NOT NULL CHECK ("device" IN ('phone', 'tablet', 'desktop')),
    "browser" TEXT,
    "os" TEXT,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "pages" JSONB NOT NULL DEFAULT '{}',
    "ordered" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "visits_pkey" PRIMARY KEY ("seller_id", "visited_at", "id")
) PARTITION BY RANGE ("visited_at");
CREATE INDEX "visits_seller_id_customer_id_visited_at_idx" ON "visits"("seller_id", "customer_id", "visited_at");
CREATE INDEX "visits_seller_id_country_visited_at_idx" ON "visits"("seller_id", "country", "visited_at");
ALTER TABLE "visits" ADD CONSTRAINT "visits_seller_id_customer_id_fkey" FOREIGN KEY ("seller_id", "customer_id") REFERENCES "customers"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The roll-up: a seller's day × country × device.
CREATE TABLE "visit_days" (
    "seller_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "country" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "visits" INTEGER NOT NULL,
    -- By hour of the day.
    "hours" INTEGER[24] NOT NULL,
    -- Those in which an order was placed.
    "ordered" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "visit_days_pkey" PRIMARY KEY ("seller_id", "day", "country", "device")
);

ALTER TABLE "visit_days" ADD CONSTRAINT "visit_days_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Different customers of any range of days without counting rows: those visits whose visit before lies in front of the range.
-- By country, and under 'all' whichever it is.
CREATE TABLE "visit_gaps" (
    "seller_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "country" TEXT NOT NULL,
    "gap" SMALLINT NOT NULL,
    "visits" INTEGER NOT NULL,

    CONSTRAINT "visit_gaps_pkey" PRIMARY KEY ("seller_id", "day", "country", "gap")
);

ALTER TABLE "visit_gaps" ADD CONSTRAINT "visit_gaps_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Each customer who ever visited: how often, when last, and from when on it is longer than usual for them.
CREATE TABLE "visit_customers" (
    "seller_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "visits" INTEGER NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "overdue_at" TIMESTAMPTZ(3),

    CONSTRAINT "visit_customers_pkey" PRIMARY KEY ("seller_id", "customer_id")
);
CREATE INDEX "visit_customers_seller_id_last_at_customer_id_idx" ON "visit_customers"("seller_id", "last_at", "customer_id");
CREATE INDEX "visit_customers_seller_id_overdue_at_customer_id_idx" ON "visit_customers"("seller_id", "overdue_at", "customer_id");
ALTER TABLE "visit_customers" ADD CONSTRAINT "visit_customers_seller_id_customer_id_fkey" FOREIGN KEY ("seller_id", "customer_id") REFERENCES "customers"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Twice their usual distance between visits, three days at least; who came less than three times has nothing usual.
CREATE FUNCTION visit_overdue_at(visits integer, first_at timestamptz, last_at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp
  AS $$ SELECT CASE WHEN visits >= 3 THEN last_at + GREATEST((last_at - first_at) * 2 / (visits - 1), interval '3 days') END $$;
REVOKE ALL ON FUNCTION visit_overdue_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visit_overdue_at TO tradehall_system;

-- Visits of which nobody was told yet: written with the visit, taken away with the messages about it.
CREATE TABLE "visit_alerts" (
    "seller_id" UUID NOT NULL,
    "visit_id" UUID NOT NULL,
    "visited_at" TIMESTAMPTZ(3) NOT NULL,
    "customer_id" UUID NOT NULL,

    CONSTRAINT "visit_alerts_pkey" PRIMARY KEY ("seller_id", "visit_id")
);
CREATE INDEX "visit_alerts_visited_at_idx" ON "visit_alerts"("visited_at");
ALTER TABLE "visit_alerts" ADD CONSTRAINT "visit_alerts_seller_id_customer_id_fkey" FOREIGN KEY ("seller_id", "customer_id") REFERENCES "customers"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE
  name text;
  mine text := $q$seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid$q$;
BEGIN
  FOREACH name IN ARRAY ARRAY['visits', 'visit_days', 'visit_gaps', 'visit_customers', 'visit_alerts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system ON %I TO tradehall_system USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO tradehall_system', name);
  END LOOP;
  -- A store reads what came of its visitors; what is written about them, the platform writes.
  FOREACH name IN ARRAY ARRAY['visits', 'visit_days', 'visit_gaps', 'visit_customers'] LOOP
    EXECUTE format('CREATE POLICY store_select ON %I FOR SELECT TO tradehall_store USING (%s)', name, mine);
    EXECUTE format('GRANT SELECT ON %I TO tradehall_store', name);
  END LOOP;
END $$;

-- The last time somebody was active is written often: beside the old row, without a touch to any index.
ALTER TABLE "customers" SET (fillfactor = 90);

-- Makes the months that are missing, `ahead` of now and back to `since`. With its owner's rights, because only an owner may: the worker calls it.
CREATE FUNCTION make_visit_months(since date, ahead integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  month date := date_trunc('month', since)::date;
  until date := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead))::date;
  name text;
  made integer := 0;
BEGIN
  -- One at a time; whoever comes second finds them made.
  PERFORM pg_advisory_xact_lock(hashtextextended('visit months', 0));
  WHILE month <= until LOOP
    name := 'visits_' || to_char(month, 'YYYY_MM');
    IF to_regclass('visit_months.' || name) IS NULL THEN
      EXECUTE format($q$CREATE TABLE visit_months.%I PARTITION OF public.visits FOR VALUES FROM ('%s 00:00:00+00') TO ('%s 00:00:00+00') WITH (fillfactor = 70)$q$,
        name, month, (month + interval '1 month')::date);
      EXECUTE format('ALTER TABLE visit_months.%I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('ALTER TABLE visit_months.%I FORCE ROW LEVEL SECURITY', name);
      made := made + 1;
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION make_visit_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_visit_months TO tradehall_system;
SELECT make_visit_months((now() AT TIME ZONE 'UTC' - interval '13 months')::date, 3);

-- The visit in which an order was placed; an order outside of any visit belongs to none.
CREATE FUNCTION mark_visit_ordered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE here visits%ROWTYPE;
BEGIN
  SELECT * INTO here FROM visits v
    WHERE v.seller_id = NEW.seller_id AND v.customer_id = NEW.customer_id AND v.visited_at <= NEW.placed_at AND v.visited_at > NEW.placed_at - interval '2 days'
    ORDER BY v.visited_at DESC LIMIT 1;
  IF here.id IS NULL OR here.last_seen_at < NEW.placed_at - interval '30 minutes' THEN RETURN NULL; END IF;
  UPDATE visits SET ordered = true WHERE seller_id = here.seller_id AND visited_at = here.visited_at AND id = here.id AND NOT ordered;
  IF FOUND THEN
    UPDATE visit_days SET ordered = ordered + 1
      WHERE seller_id = here.seller_id AND day = here.day AND country = here.country AND device = here.device;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_mark_visit AFTER INSERT ON "orders" FOR EACH ROW EXECUTE FUNCTION mark_visit_ordered();

REVOKE ALL ON FUNCTION mark_visit_ordered FROM PUBLIC;

GRANT CREATE ON SCHEMA public TO tradehall_system;
GRANT tradehall_system TO CURRENT_USER WITH SET TRUE;
ALTER FUNCTION mark_visit_ordered OWNER TO tradehall_system;
REVOKE CREATE ON SCHEMA public FROM tradehall_system;
REVOKE tradehall_system FROM CURRENT_USER;
