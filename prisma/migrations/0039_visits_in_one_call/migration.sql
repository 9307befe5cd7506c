-- Recording is one call: it looks at the customer once, and runs only what there is to do. Before, it was one statement that asked whether a visit goes on,
-- and another that began one, each planned and opened with all of its parts and all months every time.

-- Whoever is active has that written in their row: beside the old one, without a touch to any index, now that none has it. The list by last visit reads
-- visit_customers, which is written once a visit.
DROP INDEX "customers_seller_id_last_visit_at_id_idx";

-- A customer's last day of each country says how many days ago they came before: no look into the months.
ALTER TABLE "visit_customers" ADD COLUMN "last_days" JSONB NOT NULL DEFAULT '{}';
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
SET LOCAL ROLE tradehall_system;
UPDATE visit_customers k SET last_days = d.days FROM (
    SELECT seller_id, customer_id, jsonb_object_agg(country, day) AS days
    FROM (SELECT seller_id, customer_id, country, max(day) AS day FROM visits GROUP BY seller_id, customer_id, country) v
    GROUP BY seller_id, customer_id) d
  WHERE k.seller_id = d.seller_id AND k.customer_id = d.customer_id;
RESET ROLE;
REVOKE tradehall_system FROM CURRENT_USER;
DROP FUNCTION visit_days_before, find_visit_day;

-- Visits by hour of the day, under 'all' and by country: what a chart shows of days and hours is read from few small rows. They were an array in each day's
-- row by country and device: adding up 24 of them in every row took as long as all the rest of a chart.
CREATE TABLE "visit_hours" (
    "seller_id" UUID NOT NULL,
    "country" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "hour" SMALLINT NOT NULL CHECK ("hour" BETWEEN 0 AND 23),
    "visits" INTEGER NOT NULL,
    -- Those in which an order was placed.
    "ordered" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "visit_hours_pkey" PRIMARY KEY ("seller_id", "country", "day", "hour")
);
ALTER TABLE "visit_hours" ADD CONSTRAINT "visit_hours_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "visit_hours" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "visit_hours" FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON "visit_hours" TO tradehall_system USING (true) WITH CHECK (true);
CREATE POLICY store_select ON "visit_hours" FOR SELECT TO tradehall_store USING (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "visit_hours" TO tradehall_system;
GRANT SELECT ON "visit_hours" TO tradehall_store;
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
SET LOCAL ROLE tradehall_system;
INSERT INTO visit_hours (seller_id, country, day, hour, visits)
  SELECT d.seller_id, c.country, d.day, h.nth - 1, sum(h.visits) FROM visit_days d
    CROSS JOIN unnest(d.hours) WITH ORDINALITY AS h(visits, nth) CROSS JOIN unnest(ARRAY[d.country, 'all']) AS c(country)
  WHERE h.visits > 0 GROUP BY 1, 2, 3, 4;
UPDATE visit_hours h SET ordered = v.ordered FROM (
    SELECT seller_id, c.country, day, hour, count(*) AS ordered FROM visits CROSS JOIN unnest(ARRAY[visits.country, 'all']) AS c(country)
    WHERE visits.ordered GROUP BY 1, 2, 3, 4) v
  WHERE h.seller_id = v.seller_id AND h.country = v.country AND h.day = v.day AND h.hour = v.hour;
RESET ROLE;
REVOKE tradehall_system FROM CURRENT_USER;
ALTER TABLE "visit_days" DROP COLUMN "hours";

-- A customer is active in a shop. 'started', 'continued', or NULL for nobody who counts. Roll-ups, the customer's figures and the alert are written with the
-- visit. `moment`: NULL is now. `looked`: seconds since the last report. `pause`: without activity for longer, a new visit begins.
CREATE FUNCTION record_activity(seller uuid, customer uuid, person uuid, moment timestamptz, page text, opened boolean, looked integer, pause interval,
  new_id uuid, from_ip text, from_country text, with_device text, with_browser text, with_os text) RETURNS text
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  here record;
  last_days jsonb;
  began timestamptz;
  seen timestamptz;
  gap_days integer;
  country_gap_days integer;
BEGIN
  moment := COALESCE(moment, now())::timestamptz(3);
  SELECT c.last_visit_at INTO seen FROM customers c WHERE c.seller_id = seller AND c.id = customer AND c.status = 'approved';
  IF NOT FOUND THEN RETURN NULL; END IF;

  IF seen IS NULL OR seen < moment - pause THEN
    -- Of any number at once one comes through; the others wait here, and find it begun.
    UPDATE customers c SET last_visit_at = moment
      WHERE c.seller_id = seller AND c.id = customer AND c.status = 'approved' AND (c.last_visit_at IS NULL OR c.last_visit_at < moment - pause)
        AND NOT EXISTS (SELECT FROM members m WHERE m.seller_id = seller AND m.user_id = person AND m.status = 'active')
        AND NOT EXISTS (SELECT FROM operators o WHERE o.user_id = person AND o.status = 'active');
    IF FOUND THEN
      PERFORM share_visits(seller);
      SELECT (moment AT TIME ZONE s.time_zone)::date AS day, extract(hour FROM moment AT TIME ZONE s.time_zone)::integer AS hour, s.visit_ip_days = 0 AS short_ip
        INTO here FROM sellers s WHERE s.id = seller;
      SELECT k.last_days INTO last_days FROM visit_customers k WHERE k.seller_id = seller AND k.customer_id = customer;
      -- 9999: there was none. Less than 0: the seller's zone was another one.
      gap_days := GREATEST(0, COALESCE(here.day - (SELECT max(value::date) FROM jsonb_each_text(last_days)), 9999));
      country_gap_days := GREATEST(0, COALESCE(here.day - (last_days ->> from_country)::date, 9999));
      INSERT INTO visits (seller_id, visited_at, id, customer_id, day, hour, gap, country_gap, ip, country, device, browser, os, last_seen_at, pages)
        VALUES (seller, moment, new_id, customer, here.day, here.hour, gap_days, country_gap_days, CASE WHEN here.short_ip THEN shorten_ip(from_ip) ELSE from_ip END,
          from_country, with_device, with_browser, with_os, moment, jsonb_build_object(page, seen_page(NULL, moment, 1, 0)));
      INSERT INTO visit_days AS d (seller_id, day, country, device, visits) VALUES (seller, here.day, from_country, with_device, 1)
        ON CONFLICT (seller_id, day, country, device) DO UPDATE SET visits = d.visits + 1;
      INSERT INTO visit_hours AS h (seller_id, country, day, hour, visits)
        VALUES (seller, 'all', here.day, here.hour, 1), (seller, from_country, here.day, here.hour, 1)
        ON CONFLICT (seller_id, country, day, hour) DO UPDATE SET visits = h.visits + 1;
      INSERT INTO visit_gaps AS g (seller_id, day, country, gap, visits)
        VALUES (seller, here.day, 'all', gap_days, 1), (seller, here.day, from_country, country_gap_days, 1)
        ON CONFLICT (seller_id, day, country, gap) DO UPDATE SET visits = g.visits + 1;
      INSERT INTO visit_customers AS k (seller_id, customer_id, visits, first_at, last_at, last_days)
        VALUES (seller, customer, 1, moment, moment, jsonb_build_object(from_country, here.day))
        ON CONFLICT (seller_id, customer_id) DO UPDATE SET visits = k.visits + 1, last_at = EXCLUDED.last_at, last_days = k.last_days || EXCLUDED.last_days,
          overdue_at = visit_overdue_at(k.visits + 1, k.first_at, EXCLUDED.last_at);
      -- Where nobody wants to be told, nothing waits.
      IF EXISTS (SELECT FROM alert_settings a JOIN members m USING (seller_id, user_id) WHERE a.seller_id = seller AND a.mode <> 'off' AND m.status = 'active') THEN
        INSERT INTO visit_alerts (seller_id, visit_id, visited_at, customer_id) VALUES (seller, new_id, moment, customer);
      END IF;
      RETURN 'started';
    END IF;
    SELECT c.last_visit_at INTO seen FROM customers c
      WHERE c.seller_id = seller AND c.id = customer AND c.status = 'approved' AND c.last_visit_at >= moment - pause;
    IF NOT FOUND THEN RETURN NULL; END IF;
  END IF;

  SELECT k.last_at INTO began FROM visit_customers k WHERE k.seller_id = seller AND k.customer_id = customer;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF seen < moment - interval '1 minute' THEN
    UPDATE customers c SET last_visit_at = moment WHERE c.seller_id = seller AND c.id = customer AND c.last_visit_at < moment - interval '1 minute';
  END IF;
  RETURN CASE WHEN continue_visit(seller, customer, began, moment, page, opened, looked) THEN 'continued' END;
END $$;

-- Planned for its values each time: a plan for any month leaves months out as it starts, and PostgreSQL 18 then loses a row that somebody else writes just then.
CREATE FUNCTION continue_visit(seller uuid, customer uuid, began timestamptz, moment timestamptz, page text, opened boolean, looked integer) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  UPDATE visits v SET
      last_seen_at = GREATEST(v.last_seen_at, moment),
      seconds = v.seconds + seconds_looked(looked, v, moment),
      -- The row grows by what is looked at, not without end.
      pages = CASE WHEN v.pages ? page OR (SELECT count(*) FROM jsonb_object_keys(v.pages)) < 100
        THEN v.pages || jsonb_build_object(page, seen_page(v.pages -> page, moment, opened::integer, seconds_looked(looked, v, moment)))
        ELSE v.pages END
    WHERE v.seller_id = seller AND v.customer_id = customer AND v.visited_at = began
      -- A browser reports every quarter of a minute; one that does it without end writes no faster than this.
      AND (opened OR v.last_seen_at <= moment - interval '2 seconds');
  RETURN FOUND;
END $$;

-- Nobody looks longer than the time that has passed since the last report, nor in all for longer than since the visit began.
CREATE FUNCTION seconds_looked(looked integer, visit visits, moment timestamptz) RETURNS integer LANGUAGE sql IMMUTABLE
  RETURN GREATEST(0, LEAST(looked, ceil(extract(epoch FROM moment - visit.last_seen_at))::integer + 5,
    ceil(extract(epoch FROM moment - visit.visited_at))::integer + 5 - visit.seconds));

-- What a visit's row knows of a page: since when, how often, how many seconds.
CREATE FUNCTION seen_page(known jsonb, moment timestamptz, views integer, seconds integer) RETURNS jsonb LANGUAGE sql STABLE
  RETURN jsonb_build_object(
    'at', COALESCE(known ->> 'at', to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
    'views', GREATEST(1, COALESCE((known ->> 'views')::integer, 0) + views),
    'seconds', COALESCE((known ->> 'seconds')::integer, 0) + seconds);

-- Whoever adds to a seller's roll-ups does so beside all others; whoever takes away from them (lib/visits/erasing) does it alone: they would wait in a circle.
CREATE FUNCTION share_visits(seller uuid) RETURNS void LANGUAGE sql VOLATILE
  RETURN pg_advisory_xact_lock_shared(hashtextextended('visits ' || seller, 0));
CREATE FUNCTION own_visits(seller uuid) RETURNS void LANGUAGE sql VOLATILE
  RETURN pg_advisory_xact_lock(hashtextextended('visits ' || seller, 0));

REVOKE ALL ON FUNCTION record_activity, continue_visit, seconds_looked, seen_page, share_visits, own_visits FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_activity, continue_visit, seconds_looked, seen_page, share_visits, own_visits TO tradehall_system;

GRANT CREATE ON SCHEMA public TO tradehall_system;
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
SET LOCAL ROLE tradehall_system;
CREATE OR REPLACE FUNCTION mark_visit_ordered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE here visits%ROWTYPE;
BEGIN
  PERFORM share_visits(NEW.seller_id);
  SELECT * INTO here FROM visits v
    WHERE v.seller_id = NEW.seller_id AND v.customer_id = NEW.customer_id AND v.visited_at <= NEW.placed_at AND v.visited_at > NEW.placed_at - interval '2 days'
    ORDER BY v.visited_at DESC LIMIT 1;
  IF here.id IS NULL OR here.last_seen_at < NEW.placed_at - interval '30 minutes' THEN RETURN NULL; END IF;
  UPDATE visits SET ordered = true WHERE seller_id = here.seller_id AND visited_at = here.visited_at AND id = here.id AND NOT ordered;
  IF FOUND THEN
    UPDATE visit_days SET ordered = ordered + 1
      WHERE seller_id = here.seller_id AND day = here.day AND country = here.country AND device = here.device;
    -- In the order in which a visit writes them.
    UPDATE visit_hours SET ordered = ordered + 1 WHERE seller_id = here.seller_id AND country = 'all' AND day = here.day AND hour = here.hour;
    UPDATE visit_hours SET ordered = ordered + 1 WHERE seller_id = here.seller_id AND country = here.country AND day = here.day AND hour = here.hour;
  END IF;
  RETURN NULL;
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM tradehall_system;
REVOKE tradehall_system FROM CURRENT_USER;

-- A month is made beside the others and attached: whoever reads them meanwhile, a backup above all, is not waited for, and nobody has to wait behind that.
CREATE OR REPLACE FUNCTION make_visit_months(since date, ahead integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET lock_timeout = '2s' AS $$
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
      EXECUTE format('CREATE TABLE visit_months.%I (LIKE public.visits INCLUDING DEFAULTS INCLUDING CONSTRAINTS) WITH (fillfactor = 70)', name);
      EXECUTE format('ALTER TABLE visit_months.%I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('ALTER TABLE visit_months.%I FORCE ROW LEVEL SECURITY', name);
      EXECUTE format($q$ALTER TABLE public.visits ATTACH PARTITION visit_months.%I FOR VALUES FROM ('%s 00:00:00+00') TO ('%s 00:00:00+00')$q$,
        name, month, (month + interval '1 month')::date);
      made := made + 1;
    END IF;
    month := (month + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;
