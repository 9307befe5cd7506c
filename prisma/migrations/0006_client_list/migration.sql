-- When the contact was last put on the list, as a new entry or by restoring one: a later decision of the seller outweighs it.
ALTER TABLE "clients" ADD COLUMN "listed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- decided_at is the time of the seller's last decision about a customer, whichever way it was made. An invitation that ends without an answer
-- is none: whoever means it as one says so. An access that comes from elsewhere now is no longer the client list's.
CREATE FUNCTION note_customer_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.status <> OLD.status AND NEW.status IN ('approved', 'rejected', 'revoked') AND NOT (OLD.status = 'invited' AND NEW.status = 'revoked')
     AND NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at THEN
    NEW.decided_at := clock_timestamp();
  END IF;
  IF NEW.granted_how IS DISTINCT FROM 'client_list' THEN
    NEW.client_id := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER customers_decided BEFORE UPDATE OF status, granted_how ON customers FOR EACH ROW EXECUTE FUNCTION note_customer_decision();

GRANT UPDATE (decided_at) ON customers TO tradehall_store;
