-- The days of a customer's visit before and of the one before from this country, in one call. When they were here last is known, so that nearly always one row of one month says
-- both. Whoever has to be looked for is, by the customer's own index: a planner that knows no values takes a time between two bounds for the shortest way of all, which it is not at
-- the largest seller; of one bound it does not think so, and OFFSET 0 keeps it from looking for the last one by time.
DROP FUNCTION visit_day_before;
CREATE FUNCTION visit_days_before(seller uuid, customer uuid, before timestamptz, from_country text, OUT day date, OUT country_day date)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  last timestamptz;
  last_country text;
BEGIN
  SELECT k.last_at INTO last FROM visit_customers k WHERE k.seller_id = seller AND k.customer_id = customer;
  IF NOT FOUND THEN RETURN; END IF;
  IF last < before THEN
    SELECT v.day, v.country INTO day, last_country FROM visits v WHERE v.seller_id = seller AND v.customer_id = customer AND v.visited_at = last;
  END IF;
  day := COALESCE(day, find_visit_day(seller, customer, before, NULL));
  country_day := CASE WHEN day IS NULL OR last_country = from_country THEN day ELSE find_visit_day(seller, customer, before, from_country) END;
END $$;
CREATE FUNCTION find_visit_day(seller uuid, customer uuid, before timestamptz, from_country text) RETURNS date LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE found date;
BEGIN
  SELECT v.day INTO found FROM (
      SELECT * FROM visits WHERE seller_id = seller AND customer_id = customer AND visited_at > before - interval '40 days' OFFSET 0) v
    WHERE v.visited_at < before AND v.country = COALESCE(from_country, v.country) ORDER BY v.visited_at DESC LIMIT 1;
  IF found IS NULL THEN
    SELECT v.day INTO found FROM (
        SELECT * FROM visits WHERE seller_id = seller AND customer_id = customer AND visited_at > before - interval '450 days' OFFSET 0) v
      WHERE v.visited_at < before AND v.country = COALESCE(from_country, v.country) ORDER BY v.visited_at DESC LIMIT 1;
  END IF;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION visit_days_before, find_visit_day FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visit_days_before, find_visit_day TO tradehall_system;
