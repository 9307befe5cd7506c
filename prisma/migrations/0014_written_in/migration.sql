-- What a bug in a query of a portal or a shop could still write in.

-- A portal sends an invite anew in its member's own name and for a month at most; an answered or revoked one stays what it is.
CREATE FUNCTION store_changes_invite() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user <> 'tradehall_store' THEN RETURN NEW; END IF;
  IF NEW.sent_by <> OLD.sent_by AND NEW.sent_by IS DISTINCT FROM NULLIF(current_setting('app.user_id', true), '')::uuid THEN
    RAISE EXCEPTION 'a portal only sends invites in its member''s name' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.expires_at <> OLD.expires_at AND NEW.expires_at > now() + interval '31 days' THEN
    RAISE EXCEPTION 'a portal only sends invites for a month' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.status <> OLD.status AND NOT (NEW.status = 'revoked' AND OLD.status = 'sent' OR NEW.status = 'sent' AND OLD.status = 'expired') THEN
    RAISE EXCEPTION 'a portal only revokes invites or sends them anew' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invites_store BEFORE UPDATE ON invites FOR EACH ROW EXECUTE FUNCTION store_changes_invite();

-- A seller reads a person's own name from when they came in or asked to (lib/customers/rules.ts, showsPerson): until then its row does not hold it.
CREATE FUNCTION shows_person(status text, join_date timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp
  AS $$ SELECT join_date IS NOT NULL OR status IN ('requested', 'rejected') $$;

GRANT CREATE ON SCHEMA public TO tradehall_system;
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
CREATE OR REPLACE FUNCTION take_user_names() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'members' THEN
    SELECT name INTO NEW.user_name FROM users WHERE id = NEW.user_id;
  ELSIF shows_person(NEW.status, NEW.join_date) THEN
    SELECT name, company INTO NEW.user_name, NEW.user_company FROM users WHERE id = NEW.user_id;
  ELSE
    NEW.user_name := NULL;
    NEW.user_company := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION copy_user_names() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE customers SET user_name = NEW.name, user_company = NEW.company WHERE user_id = NEW.id AND shows_person(status, join_date);
  UPDATE members SET user_name = NEW.name WHERE user_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION take_user_names, copy_user_names, store_changes_invite, shows_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shows_person TO tradehall_system, tradehall_store;
DROP TRIGGER customers_names ON customers;
CREATE TRIGGER customers_names BEFORE INSERT OR UPDATE OF user_id, status, join_date ON customers FOR EACH ROW EXECUTE FUNCTION take_user_names();
SET LOCAL ROLE tradehall_system;
UPDATE customers SET user_name = NULL, user_company = NULL WHERE NOT shows_person(status, join_date) AND (user_name IS NOT NULL OR user_company IS NOT NULL);
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM tradehall_system;
REVOKE tradehall_system FROM CURRENT_USER;

-- Nor does a portal get at the name by saying that somebody asked or joined.
ALTER POLICY store_insert ON customers WITH CHECK (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid
  AND status = 'invited' AND granted_how IS NULL AND join_date IS NULL AND requested_at IS NULL);
CREATE FUNCTION store_shows_nobody() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user = 'tradehall_store' AND shows_person(NEW.status, NEW.join_date) AND NOT shows_person(OLD.status, OLD.join_date) THEN
    RAISE EXCEPTION 'a portal only sees who came in or asked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER customers_store BEFORE UPDATE OF status, join_date ON customers FOR EACH ROW EXECUTE FUNCTION store_shows_nobody();
REVOKE ALL ON FUNCTION store_shows_nobody FROM PUBLIC;

-- A shop places whole orders, now, under the number that it took, and writes nothing into one that is placed.
ALTER POLICY shop ON orders WITH CHECK (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid
  AND customer_id = NULLIF(current_setting('app.customer_id', true), '')::uuid
  AND status = 'placed' AND placed_by = NULLIF(current_setting('app.user_id', true), '')::uuid
  AND confirmed_at IS NULL AND shipped_at IS NULL AND delivered_at IS NULL AND cancelled_at IS NULL AND cancel_reason IS NULL);
CREATE FUNCTION shop_places_now() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user <> 'tradehall_shop' THEN RETURN NEW; END IF;
  NEW.placed_at := now();
  IF NOT EXISTS (SELECT FROM order_counters WHERE seller_id = NEW.seller_id AND last_number = NEW.number) THEN
    RAISE EXCEPTION 'a shop only takes the next number' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION shop_places_whole_orders() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user = 'tradehall_shop' AND NOT EXISTS (
    SELECT FROM order_lines WHERE seller_id = NEW.seller_id AND order_id = NEW.id
    HAVING count(*) > 0 AND count(*) = NEW.line_count AND sum(total) = NEW.total) THEN
    RAISE EXCEPTION 'a shop only places whole orders' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION shop_writes_new_orders() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- Nobody but a portal changes an order, so that the row's own transaction is the one that placed it.
  IF current_user = 'tradehall_shop' AND EXISTS (
    SELECT FROM added a WHERE NOT EXISTS (
      SELECT FROM orders o WHERE o.seller_id = a.seller_id AND o.id = a.order_id AND o.xmin = pg_current_xact_id()::xid)) THEN
    RAISE EXCEPTION 'a shop only writes the order that it places' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_shop BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION shop_places_now();
-- At the end of the transaction: the lines come after the order.
CREATE CONSTRAINT TRIGGER orders_shop_whole AFTER INSERT ON orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop_places_whole_orders();
CREATE TRIGGER order_lines_shop AFTER INSERT ON order_lines REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION shop_writes_new_orders();
REVOKE ALL ON FUNCTION shop_places_now, shop_places_whole_orders, shop_writes_new_orders FROM PUBLIC;
