-- The rule of the last admin (migrations 0019 and 0024) is there for shops that customers are in. A seller that never opened ends with its last admin, or it
-- would shield them from operators; and of a suspended one the admin may be disabled. Which of these it is stays so until the change is done: the row is held.
CREATE OR REPLACE FUNCTION keeps_admin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE state text;
BEGIN
  IF EXISTS (SELECT FROM sellers WHERE id = OLD.seller_id AND status = 'terminated') THEN RETURN NULL; END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'admins are only taken away under read committed' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('members ' || OLD.seller_id, 5));
  SELECT status INTO state FROM sellers WHERE id = OLD.seller_id FOR SHARE;
  IF state NOT IN ('draft', 'pending', 'terminated')
    AND NOT EXISTS (SELECT FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.seller_id = OLD.seller_id AND m.role = 'admin' AND m.status = 'active' AND u.status = 'active') THEN
    RAISE EXCEPTION 'a seller keeps its last admin' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION user_leaves_admins() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  store uuid;
  state text;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'admins are only taken away under read committed' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  FOR store IN SELECT m.seller_id FROM members m WHERE m.user_id = OLD.id AND m.role = 'admin' AND m.status = 'active' ORDER BY m.seller_id LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('members ' || store, 5));
    SELECT status INTO state FROM sellers WHERE id = store FOR SHARE;
    IF state = 'open' AND NOT EXISTS (SELECT FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.seller_id = store AND m.role = 'admin' AND m.status = 'active' AND u.status = 'active') THEN
      RAISE EXCEPTION 'a seller keeps its last admin' USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
