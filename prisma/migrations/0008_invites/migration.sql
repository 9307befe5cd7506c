-- Invites by the hundred: the users behind many contacts in one statement, and how a recipient's wish for a new link is found.

-- Like ensure_user, for many people at once, each with one contact or two. Rows come in the order in which everybody locks contacts (lib/contacts/locking).
-- Whoever is known stays who they are: no contact is put to somebody who has not proved it, so that nobody signs in as somebody else by it. Of a new
-- person the number makes the user; the other contact joins them once it is proved.
CREATE FUNCTION ensure_users(p_rows jsonb, p_key_id text, p_locale text) RETURNS TABLE (n int, user_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  each text;
BEGIN
  FOR each IN
    SELECT l.hex FROM jsonb_array_elements(p_rows) WITH ORDINALITY AS r(contact, i), jsonb_array_elements_text(r.contact -> 'lookups') AS l(hex)
    ORDER BY r.i, l.hex COLLATE "C"
  LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(each, 1));
  END LOOP;
  RETURN QUERY
    WITH wanted AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(p_rows) AS r(n int, person int, kind text, lookups jsonb, value text, user_id uuid, contact_id uuid)
    ), known AS (
      SELECT DISTINCT ON (w.n) w.n, w.person, c.user_id FROM wanted w, jsonb_array_elements_text(w.lookups) AS l(hex), contacts c
      WHERE c.kind = w.kind AND c.lookup = decode(l.hex, 'hex')
    ), fresh AS (
      SELECT DISTINCT ON (w.person) w.* FROM wanted w WHERE NOT EXISTS (SELECT FROM known k WHERE k.person = w.person) ORDER BY w.person, w.kind DESC
    ), made AS (
      INSERT INTO users (id, locale) SELECT f.user_id, p_locale FROM fresh f
    ), given AS (
      INSERT INTO contacts (id, user_id, kind, value, lookup, lookup_key_id)
      SELECT f.contact_id, f.user_id, f.kind, decode(f.value, 'hex'), decode(f.lookups ->> 0, 'hex'), p_key_id FROM fresh f
    )
    SELECT k.n, k.user_id FROM known k UNION ALL SELECT f.n, f.user_id FROM fresh f;
END $$;

GRANT CREATE ON SCHEMA public TO tradehall_system;
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
ALTER FUNCTION ensure_users OWNER TO tradehall_system;
REVOKE ALL ON FUNCTION ensure_users FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_users TO tradehall_store;
REVOKE CREATE ON SCHEMA public FROM tradehall_system;
REVOKE tradehall_system FROM CURRENT_USER;

-- The open invites of one person, and the recipients who asked for a new one.
CREATE INDEX "invites_seller_id_user_id_idx" ON "invites"("seller_id", "user_id");
CREATE INDEX "invites_asked_again_idx" ON "invites"("seller_id", "id") WHERE "asked_again_at" IS NOT NULL;
