-- How long visits are kept: each store within what the platform allows. Months go as a whole, addresses are shortened, a customer's rows can be erased.

ALTER TABLE "sellers" ADD COLUMN "visit_months" SMALLINT NOT NULL DEFAULT 13 CHECK ("visit_months" BETWEEN 1 AND 13),
  ADD COLUMN "visit_ip_days" SMALLINT NOT NULL DEFAULT 30 CHECK ("visit_ip_days" BETWEEN 0 AND 90);
-- Customers read in the shop what is kept of them.
GRANT SELECT ("visit_months", "visit_ip_days") ON "sellers" TO tradehall_shop;
GRANT UPDATE ("visit_months", "visit_ip_days") ON "sellers" TO tradehall_store;

-- Under whom visits were before two customers turned out to be one, the first of them first: undoing it brings them back.
ALTER TABLE "visits" ADD COLUMN "merged_from" UUID[] NOT NULL DEFAULT ARRAY[]::uuid[];

-- The network of an address, which is nobody's; what is no address is nothing.
CREATE FUNCTION shorten_ip(ip text) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN network(set_masklen(ip::inet, CASE family(ip::inet) WHEN 4 THEN 24 ELSE 48 END))::text;
EXCEPTION WHEN invalid_text_representation THEN
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION shorten_ip FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shorten_ip TO tradehall_system;
-- Those that are still whole.
CREATE INDEX "visits_whole_ip" ON "visits"("seller_id", "visited_at") WHERE "ip" IS NOT NULL AND strpos("ip", '/') = 0;

-- Months that lie wholly before; never one of the last thirteen. With its owner's rights, because only an owner may: the worker calls it.
CREATE FUNCTION drop_visit_months(before date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
  month record;
  dropped integer := 0;
BEGIN
  IF before > (now() AT TIME ZONE 'UTC' - interval '13 months')::date THEN
    RAISE EXCEPTION 'visits of the last thirteen months stay' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('visit months', 0));
  FOR month IN
    SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'visit_months'::regnamespace AND c.relkind = 'r' AND c.relname ~ '^visits_\d{4}_\d{2}$'
      AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before
  LOOP
    EXECUTE format('DROP TABLE visit_months.%I', month.name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION drop_visit_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_visit_months TO tradehall_system;
