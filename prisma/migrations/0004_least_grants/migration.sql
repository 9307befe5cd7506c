-- Least grants: what no audience needs, none has.
-- Who may connect to the database at all is not in here: clones and restored dumps lose it, so that prisma/migrate.ts sees to it each time.

-- A portal writes the hash of a link that it sends and never reads one. All other columns, also those of a migration that was applied before this one.
DO $$
BEGIN
  REVOKE SELECT ON invites FROM tradehall_store;
  EXECUTE (
    SELECT format('GRANT SELECT (%s) ON invites TO tradehall_store', string_agg(quote_ident(attname), ', ' ORDER BY attnum))
    FROM pg_attribute WHERE attrelid = 'invites'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('token_hash', 'reminder_hash'));
END $$;

-- A person removes contacts, but never the last one that is verified: nobody could sign in any more. Two removals at once wait for each other at
-- the user's row, and the second one then counts without what the first has taken. Erasing somebody is the platform's business.
CREATE FUNCTION account_keeps_contact() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user <> 'tradehall_account' OR OLD.verified_at IS NULL THEN RETURN OLD; END IF;
  PERFORM FROM users WHERE id = OLD.user_id FOR UPDATE;
  IF NOT EXISTS (SELECT FROM contacts WHERE user_id = OLD.user_id AND id <> OLD.id AND verified_at IS NOT NULL) THEN
    RAISE EXCEPTION 'an account keeps its last verified contact' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
REVOKE ALL ON FUNCTION account_keeps_contact FROM PUBLIC;
CREATE TRIGGER contacts_last BEFORE DELETE ON contacts FOR EACH ROW EXECUTE FUNCTION account_keeps_contact();

-- While a key is exchanged, processes have rings of different order: one lock per key that they know, in one order, so that any two of them meet at
-- the key that they share. Under the last key alone, both made a user for the same new contact.
GRANT CREATE ON SCHEMA public TO tradehall_system;
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
CREATE OR REPLACE FUNCTION ensure_user(p_kind text, p_lookups bytea[], p_key_id text, p_user_id uuid, p_contact_id uuid, p_value bytea, p_locale text)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found uuid;
  each bytea;
BEGIN
  FOR each IN SELECT l FROM unnest(p_lookups) AS l ORDER BY l LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(encode(each, 'hex'), 1));
  END LOOP;
  SELECT user_id INTO found FROM contacts c WHERE c.kind = p_kind AND c.lookup = ANY (p_lookups) LIMIT 1;
  IF found IS NOT NULL THEN RETURN found; END IF;
  INSERT INTO users (id, locale) VALUES (p_user_id, p_locale);
  INSERT INTO contacts (id, user_id, kind, value, lookup, lookup_key_id) VALUES (p_contact_id, p_user_id, p_kind, p_value, p_lookups[1], p_key_id);
  RETURN p_user_id;
END $$;
-- 0002 said this when it no longer was a member of the functions' owner: an owner of the database who is no superuser was not heard.
REVOKE ALL ON FUNCTION ensure_user, copy_user_names, take_user_names, takes_requests FROM PUBLIC;
GRANT EXECUTE ON FUNCTION takes_requests TO tradehall_account;
GRANT EXECUTE ON FUNCTION ensure_user TO tradehall_store;
REVOKE CREATE ON SCHEMA public FROM tradehall_system;
REVOKE tradehall_system FROM CURRENT_USER;
