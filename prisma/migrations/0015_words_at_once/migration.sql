-- Words of many customers at once: said in the statement itself, a call per row took most of the time of adding them.

GRANT CREATE ON SCHEMA public TO tradehall_system;
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
CREATE OR REPLACE FUNCTION add_customer_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO customer_words (seller_id, word, customer_id)
  SELECT DISTINCT a.seller_id, left(w.word, 100), a.id FROM added a, regexp_split_to_table(lower(concat_ws(' ', a.name, a.company,
    CASE WHEN a.join_date IS NOT NULL OR a.status IN ('requested', 'rejected') THEN concat_ws(' ', a.user_name, a.user_company) END)), '\s+') AS w(word)
  WHERE w.word <> '';
  RETURN NULL;
END $$;
-- The seller's own words, and the person's once they came in or asked to: an invite alone must not tell who is behind a number, nor may a search.
CREATE OR REPLACE FUNCTION change_customer_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM customer_words WHERE seller_id = NEW.seller_id AND customer_id = NEW.id;
  INSERT INTO customer_words (seller_id, word, customer_id)
  SELECT DISTINCT NEW.seller_id, left(w.word, 100), NEW.id FROM regexp_split_to_table(lower(concat_ws(' ', NEW.name, NEW.company,
    CASE WHEN NEW.join_date IS NOT NULL OR NEW.status IN ('requested', 'rejected') THEN concat_ws(' ', NEW.user_name, NEW.user_company) END)), '\s+') AS w(word)
  WHERE w.word <> '';
  RETURN NULL;
END $$;
DROP FUNCTION words_of_customer(customers);
REVOKE CREATE ON SCHEMA public FROM tradehall_system;
REVOKE tradehall_system FROM CURRENT_USER;

-- Operators act at a seller now and then, among a million events of its own.
CREATE INDEX "audit_events_operators_idx" ON "audit_events"("seller_id", "created_at", "id") WHERE "actor_kind" = 'operator';
