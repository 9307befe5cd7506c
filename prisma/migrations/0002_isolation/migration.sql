-- Isolation, third layer: one database role per audience, row-level security on every table.
-- A login role owns nothing and is granted nothing; it can only SET ROLE to an audience.
-- See docs/decisions/002-isolation.md.

DO $$
DECLARE name text;
BEGIN
  -- Roles belong to the whole server: another database may have made them already, or be making them now.
  FOREACH name IN ARRAY ARRAY['tradehall_shop', 'tradehall_store', 'tradehall_account', 'tradehall_system', 'tradehall_operator'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
  FOREACH name IN ARRAY ARRAY['tradehall_app', 'tradehall_operator_login'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
END $$;

GRANT tradehall_shop, tradehall_store, tradehall_account, tradehall_system TO tradehall_app WITH INHERIT FALSE, SET TRUE;
GRANT tradehall_operator TO tradehall_operator_login WITH INHERIT FALSE, SET TRUE;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO tradehall_shop, tradehall_store, tradehall_account, tradehall_system, tradehall_operator;

-- Row-level security everywhere; nobody sees a row without a policy, the owner included.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system ON %I TO tradehall_system USING (true) WITH CHECK (true)', name);
    IF name <> 'audit_events' THEN
      EXECUTE format('CREATE POLICY operator ON %I TO tradehall_operator USING (true) WITH CHECK (true)', name);
    END IF;
  END LOOP;
END $$;

-- The portal: every row of its own seller, in the tables that it is granted.
DO $$
DECLARE
  name text;
  mine text := $q$seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid$q$;
BEGIN
  FOREACH name IN ARRAY ARRAY['members', 'categories', 'products', 'price_lists', 'price_list_items', 'orders', 'order_lines'] LOOP
    EXECUTE format('CREATE POLICY store ON %1$I TO tradehall_store USING (%2$s) WITH CHECK (%2$s)', name, mine);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['customers', 'invites', 'messages', 'audit_events'] LOOP
    EXECUTE format('CREATE POLICY store_select ON %I FOR SELECT TO tradehall_store USING (%s)', name, mine);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['customers', 'invites'] LOOP
    EXECUTE format('CREATE POLICY store_update ON %1$I FOR UPDATE TO tradehall_store USING (%2$s) WITH CHECK (%2$s)', name, mine);
  END LOOP;
  -- What a member adds begins at its beginning: access, delivery and authorship cannot be written in.
  EXECUTE format($q$CREATE POLICY store_insert ON customers FOR INSERT TO tradehall_store WITH CHECK (%s AND status = 'invited' AND granted_how IS NULL)$q$, mine);
  EXECUTE format($q$CREATE POLICY store_insert ON invites FOR INSERT TO tradehall_store WITH CHECK (%s AND status = 'sent' AND kind = 'customer'
    AND expires_at < now() + interval '31 days' AND sent_by = NULLIF(current_setting('app.user_id', true), '')::uuid)$q$, mine);
  EXECUTE format($q$CREATE POLICY store_insert ON messages FOR INSERT TO tradehall_store WITH CHECK (%s AND status = 'queued' AND provider IS NULL)$q$, mine);
END $$;

CREATE POLICY store ON sellers TO tradehall_store
  USING (id = NULLIF(current_setting('app.seller_id', true), '')::uuid)
  WITH CHECK (id = NULLIF(current_setting('app.seller_id', true), '')::uuid);

GRANT SELECT ON sellers, customers, invites, members, categories, products, price_lists, price_list_items, orders, order_lines, audit_events TO tradehall_store;
GRANT SELECT (seller_id, id, channel, template, status, attempts, error, created_at, sent_at, delivered_at) ON messages TO tradehall_store;
GRANT INSERT ON customers, invites, categories, products, price_lists, price_list_items, audit_events, messages TO tradehall_store;
GRANT UPDATE (status, granted_how, granted_by, granted_at, join_date, name, company, note, decision_note, price_list_id,
              contact_kind, contact_value, contact_lookup, updated_at) ON customers TO tradehall_store;
GRANT UPDATE (status, channel, token_hash, name, company, price_list_id, sent_by, sent_at, expires_at, expired_at, revoked_at) ON invites TO tradehall_store;
GRANT UPDATE (name, position) ON categories TO tradehall_store;
GRANT UPDATE (sku, name, description, category_id, unit, picture, price, cost_price, stock, min_quantity, status, updated_at) ON products TO tradehall_store;
GRANT UPDATE (name) ON price_lists TO tradehall_store;
GRANT UPDATE (price) ON price_list_items TO tradehall_store;
GRANT DELETE ON categories, price_list_items TO tradehall_store;
GRANT UPDATE (status, cancel_reason, confirmed_at, shipped_at, delivered_at, cancelled_at, updated_at) ON orders TO tradehall_store;

-- The shop: one customer in one seller's shop. No cost prices, no audit, no messages, no other customer.
CREATE POLICY shop ON sellers FOR SELECT TO tradehall_shop USING (id = NULLIF(current_setting('app.seller_id', true), '')::uuid);
DO $$
DECLARE
  name text;
  seller text := $q$seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid$q$;
  customer text := $q$customer_id = NULLIF(current_setting('app.customer_id', true), '')::uuid$q$;
BEGIN
  FOREACH name IN ARRAY ARRAY['categories', 'products', 'order_counters'] LOOP
    EXECUTE format('CREATE POLICY shop ON %I TO tradehall_shop USING (%s) WITH CHECK (%s)', name, seller, seller);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['carts', 'cart_lines', 'order_lines'] LOOP
    EXECUTE format('CREATE POLICY shop ON %1$I TO tradehall_shop USING (%2$s AND %3$s) WITH CHECK (%2$s AND %3$s)', name, seller, customer);
  END LOOP;
  EXECUTE format($q$CREATE POLICY shop ON orders TO tradehall_shop USING (%1$s AND %2$s)
    WITH CHECK (%1$s AND %2$s AND status = 'placed' AND placed_by = NULLIF(current_setting('app.user_id', true), '')::uuid)$q$, seller, customer);
END $$;
CREATE POLICY shop ON customers FOR SELECT TO tradehall_shop
  USING (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid AND id = NULLIF(current_setting('app.customer_id', true), '')::uuid);
CREATE POLICY shop ON price_list_items FOR SELECT TO tradehall_shop
  USING (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid AND price_list_id = NULLIF(current_setting('app.price_list_id', true), '')::uuid);

GRANT SELECT (id, name, slug, status, currency, country, time_zone, default_locale, trade, town, description, logo, accent, order_minimum) ON sellers TO tradehall_shop;
GRANT SELECT (seller_id, id, user_id, status, join_date, name, company, price_list_id) ON customers TO tradehall_shop;
GRANT SELECT (seller_id, id, sku, name, description, category_id, unit, picture, price, stock, min_quantity, status, created_at, updated_at) ON products TO tradehall_shop;
GRANT UPDATE (stock, updated_at) ON products TO tradehall_shop;
GRANT SELECT ON categories, price_list_items TO tradehall_shop;
GRANT SELECT, INSERT, UPDATE, DELETE ON carts, cart_lines TO tradehall_shop;
GRANT SELECT, INSERT ON orders, order_lines TO tradehall_shop;
GRANT SELECT, INSERT, UPDATE ON order_counters TO tradehall_shop;
GRANT INSERT ON audit_events TO tradehall_shop;

-- The account: one signed-in user across their sellers.
CREATE POLICY account ON users TO tradehall_account
  USING (id = NULLIF(current_setting('app.user_id', true), '')::uuid) WITH CHECK (id = NULLIF(current_setting('app.user_id', true), '')::uuid);
CREATE POLICY account ON contacts TO tradehall_account
  USING (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid) WITH CHECK (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid);
CREATE POLICY account ON sessions FOR SELECT TO tradehall_account USING (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid);
-- Sessions can be ended, never brought back.
CREATE POLICY account_end ON sessions FOR UPDATE TO tradehall_account
  USING (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid AND ended_at IS NULL)
  WITH CHECK (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid AND ended_at IS NOT NULL);
CREATE POLICY account ON operators FOR SELECT TO tradehall_account USING (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid);
CREATE POLICY account ON members FOR SELECT TO tradehall_account USING (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid);
CREATE POLICY account ON customers FOR SELECT TO tradehall_account USING (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid);
-- Open to requests? A function, because policies of sellers and customers that look at each other would never end.
CREATE FUNCTION takes_requests(p_seller_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT FROM sellers WHERE id = p_seller_id AND status = 'open' AND discoverable) $$;
-- A user may ask to be let in, and nothing more.
CREATE POLICY account_request ON customers FOR INSERT TO tradehall_account
  WITH CHECK (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid AND status = 'requested' AND price_list_id IS NULL
    AND granted_how IS NULL AND takes_requests(seller_id));
CREATE POLICY account ON sellers FOR SELECT TO tradehall_account
  USING ((status = 'open' AND discoverable)
    OR EXISTS (SELECT FROM customers c WHERE c.seller_id = sellers.id AND c.user_id = NULLIF(current_setting('app.user_id', true), '')::uuid)
    OR EXISTS (SELECT FROM members m WHERE m.seller_id = sellers.id AND m.user_id = NULLIF(current_setting('app.user_id', true), '')::uuid));

-- Audit events are signed: by the scope's own person, as what they are there, about the seller they are at.
CREATE POLICY shop_insert ON audit_events FOR INSERT TO tradehall_shop
  WITH CHECK (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid AND actor_kind = 'customer'
    AND actor_id = NULLIF(current_setting('app.user_id', true), '')::uuid);
CREATE POLICY store_insert ON audit_events FOR INSERT TO tradehall_store
  WITH CHECK (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid AND actor_kind = 'member'
    AND actor_id = NULLIF(current_setting('app.user_id', true), '')::uuid);
CREATE POLICY account_insert_platform ON audit_events FOR INSERT TO tradehall_account
  WITH CHECK (actor_id = NULLIF(current_setting('app.user_id', true), '')::uuid AND actor_kind = 'user'
    AND seller_id = '00000000-0000-0000-0000-000000000000');
CREATE POLICY account_insert_seller ON audit_events FOR INSERT TO tradehall_account
  WITH CHECK (actor_id = NULLIF(current_setting('app.user_id', true), '')::uuid AND actor_kind = 'user'
    AND EXISTS (SELECT FROM customers c WHERE c.seller_id = audit_events.seller_id AND c.user_id = NULLIF(current_setting('app.user_id', true), '')::uuid));
CREATE POLICY operator_select ON audit_events FOR SELECT TO tradehall_operator USING (true);
CREATE POLICY operator_insert ON audit_events FOR INSERT TO tradehall_operator
  WITH CHECK (actor_kind = 'operator' AND actor_id = NULLIF(current_setting('app.user_id', true), '')::uuid);

GRANT SELECT ON users, contacts, sessions, operators TO tradehall_account;
GRANT UPDATE (name, company, locale, theme, updated_at) ON users TO tradehall_account;
GRANT UPDATE (ended_at) ON sessions TO tradehall_account;
GRANT DELETE ON contacts TO tradehall_account;
GRANT SELECT (seller_id, id, user_id, role, status, locale, join_date) ON members TO tradehall_account;
GRANT SELECT (seller_id, id, user_id, status, join_date, granted_how, request_note, decision_note, first_visit_at, last_visit_at, created_at, updated_at) ON customers TO tradehall_account;
GRANT INSERT (seller_id, id, user_id, status, request_note, user_name, user_company, created_at, updated_at) ON customers TO tradehall_account;
GRANT SELECT (id, name, slug, status, currency, country, trade, town, description, logo, accent, discoverable) ON sellers TO tradehall_account;
GRANT INSERT ON audit_events TO tradehall_account;

-- Operators, through a login and pool of their own.
GRANT SELECT ON sellers, audit_events, operators TO tradehall_operator;
GRANT SELECT (seller_id, id, user_id, user_name, role, status, locale, join_date) ON members TO tradehall_operator;
GRANT SELECT (seller_id, id, user_id, status, granted_how, join_date, name, company, user_name, user_company, created_at) ON customers TO tradehall_operator;
GRANT SELECT (id, name, company, locale, status, created_at) ON users TO tradehall_operator;
GRANT SELECT (seller_id, id, number, customer_id, status, currency, total, placed_at) ON orders TO tradehall_operator;
GRANT SELECT (seller_id, id, channel, template, status, attempts, provider, error, created_at, sent_at, delivered_at) ON messages TO tradehall_operator;
GRANT SELECT (seller_id, id, status) ON products TO tradehall_operator;
GRANT UPDATE (status, updated_at) ON sellers TO tradehall_operator;
GRANT INSERT ON audit_events TO tradehall_operator;

-- Jobs and sign-in. Audit events can be added and read, by nobody changed.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO tradehall_system;
REVOKE ALL ON _prisma_migrations FROM tradehall_system;
REVOKE UPDATE, DELETE ON audit_events FROM tradehall_system;

-- The platform looks a contact up, or makes a user for it: a seller may ask for that, but never read users or contacts.
CREATE FUNCTION ensure_user(p_kind text, p_lookups bytea[], p_key_id text, p_user_id uuid, p_contact_id uuid, p_value bytea, p_locale text)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid;
BEGIN
  -- The last look-up is under the oldest key of the ring: one lock per contact, also while keys are rotated.
  PERFORM pg_advisory_xact_lock(hashtextextended(encode(p_lookups[array_upper(p_lookups, 1)], 'hex'), 1));
  SELECT user_id INTO found FROM contacts WHERE kind = p_kind AND lookup = ANY (p_lookups) LIMIT 1;
  IF found IS NOT NULL THEN RETURN found; END IF;
  INSERT INTO users (id, locale) VALUES (p_user_id, p_locale);
  INSERT INTO contacts (id, user_id, kind, value, lookup, lookup_key_id) VALUES (p_contact_id, p_user_id, p_kind, p_value, p_lookups[1], p_key_id);
  RETURN p_user_id;
END $$;

-- A seller's rows carry the person's own name, so that no seller needs to read users.
CREATE FUNCTION copy_user_names() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE customers SET user_name = NEW.name, user_company = NEW.company WHERE user_id = NEW.id;
  UPDATE members SET user_name = NEW.name WHERE user_id = NEW.id;
  RETURN NULL;
END $$;
CREATE FUNCTION take_user_names() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'customers' THEN
    SELECT name, company INTO NEW.user_name, NEW.user_company FROM users WHERE id = NEW.user_id;
  ELSE
    SELECT name INTO NEW.user_name FROM users WHERE id = NEW.user_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER users_names AFTER UPDATE OF name, company ON users FOR EACH ROW EXECUTE FUNCTION copy_user_names();
CREATE TRIGGER customers_names BEFORE INSERT OR UPDATE OF user_id ON customers FOR EACH ROW EXECUTE FUNCTION take_user_names();
CREATE TRIGGER members_names BEFORE INSERT OR UPDATE OF user_id ON members FOR EACH ROW EXECUTE FUNCTION take_user_names();

-- A customer's order takes stock and the next number, and nothing else happens to them from a shop.
CREATE FUNCTION shop_takes_stock() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user = 'tradehall_shop' AND NEW.stock > OLD.stock THEN
    RAISE EXCEPTION 'a shop only takes stock' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION shop_takes_next_number() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user = 'tradehall_shop' AND NEW.last_number <> OLD.last_number + 1 THEN
    RAISE EXCEPTION 'a shop only takes the next number' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER products_stock BEFORE UPDATE OF stock ON products FOR EACH ROW EXECUTE FUNCTION shop_takes_stock();
CREATE TRIGGER order_counters_next BEFORE UPDATE ON order_counters FOR EACH ROW EXECUTE FUNCTION shop_takes_next_number();

-- These functions act as the system role, whatever owns the schema.
GRANT CREATE ON SCHEMA public TO tradehall_system;
GRANT tradehall_system TO CURRENT_USER WITH SET TRUE;
ALTER FUNCTION ensure_user OWNER TO tradehall_system;
ALTER FUNCTION copy_user_names OWNER TO tradehall_system;
ALTER FUNCTION take_user_names OWNER TO tradehall_system;
ALTER FUNCTION takes_requests OWNER TO tradehall_system;
REVOKE CREATE ON SCHEMA public FROM tradehall_system;
REVOKE tradehall_system FROM CURRENT_USER;
REVOKE ALL ON FUNCTION ensure_user, copy_user_names, take_user_names, takes_requests, shop_takes_stock, shop_takes_next_number FROM PUBLIC;
GRANT EXECUTE ON FUNCTION takes_requests TO tradehall_account;
GRANT EXECUTE ON FUNCTION ensure_user TO tradehall_store;

ALTER ROLE tradehall_app SET statement_timeout = '20s';
ALTER ROLE tradehall_app SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE tradehall_operator_login SET statement_timeout = '30s';
ALTER ROLE tradehall_operator_login SET idle_in_transaction_session_timeout = '30s';
