-- Ranges go back as far as visits are kept, which is thirteen months and the one that is not over: so does the look for the visit before. Who came at the
-- beginning of such a range and again at its end would be two customers of it otherwise.
CREATE OR REPLACE FUNCTION visit_day_before(seller uuid, customer uuid, before timestamptz, from_country text) RETURNS date LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE found date;
BEGIN
  SELECT day INTO found FROM visits
    WHERE seller_id = seller AND customer_id = customer AND visited_at < before AND visited_at > before - interval '40 days'
      AND country = COALESCE(from_country, country)
    ORDER BY visited_at DESC LIMIT 1;
  IF found IS NULL THEN
    SELECT day INTO found FROM visits
      WHERE seller_id = seller AND customer_id = customer AND visited_at <= before - interval '40 days' AND visited_at > before - interval '450 days'
        AND country = COALESCE(from_country, country)
      ORDER BY visited_at DESC LIMIT 1;
  END IF;
  RETURN found;
END $$;
