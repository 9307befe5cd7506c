-- The day of a customer's visit before, of which nearly always the last weeks know. Asked for all months at once, PostgreSQL opens each of them with its
-- indexes to look into one or two: half of what it costs to record a visit.
CREATE FUNCTION visit_day_before(seller uuid, customer uuid, before timestamptz, from_country text) RETURNS date LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE found date;
BEGIN
  SELECT day INTO found FROM visits
    WHERE seller_id = seller AND customer_id = customer AND visited_at < before AND visited_at > before - interval '40 days'
      AND country = COALESCE(from_country, country)
    ORDER BY visited_at DESC LIMIT 1;
  IF found IS NULL THEN
    SELECT day INTO found FROM visits
      WHERE seller_id = seller AND customer_id = customer AND visited_at <= before - interval '40 days' AND visited_at > before - interval '400 days'
        AND country = COALESCE(from_country, country)
      ORDER BY visited_at DESC LIMIT 1;
  END IF;
  RETURN found;
END $$;
REVOKE ALL ON FUNCTION visit_day_before FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visit_day_before TO tradehall_system;
