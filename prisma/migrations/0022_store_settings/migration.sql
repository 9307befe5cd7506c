-- What a store says of itself: its members may change it, nothing that operators decide (status, commission, limits, slug).

GRANT UPDATE (name, legal_name, registration_number, trade, description, logo, accent, street, postcode, town, country, currency, time_zone,
  languages, default_locale, discoverable, order_minimum) ON "sellers" TO tradehall_store;

-- Pictures are ours: no page of a shop fetches from elsewhere.
ALTER TABLE "sellers" ADD CONSTRAINT "sellers_logo_is_ours" CHECK ("logo" ~ '^/api/files/[0-9a-f]{32}\.webp$');

-- Orders, refunds and payouts are sums in the currency they were made in.
CREATE FUNCTION sellers_keep_currency() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM orders WHERE seller_id = NEW.id) THEN
    RAISE EXCEPTION 'seller % has orders in %', NEW.id, OLD.currency USING ERRCODE = 'check_violation', CONSTRAINT = 'sellers_keep_currency';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sellers_keep_currency BEFORE UPDATE OF currency ON "sellers"
  FOR EACH ROW WHEN (OLD.currency IS DISTINCT FROM NEW.currency) EXECUTE FUNCTION sellers_keep_currency();
