-- Customers found by any word of their names, and a seller's activity read by who, what and to what.

-- Under row-level security neither ILIKE nor trigrams are index conditions, plain comparison of text is: each word that a seller may know a customer by
-- is a row, found by its beginning.
CREATE TABLE "customer_words" (
    "seller_id" UUID NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "customer_id" UUID NOT NULL,

    CONSTRAINT "customer_words_pkey" PRIMARY KEY ("seller_id", "word", "customer_id")
);
CREATE INDEX "customer_words_seller_id_customer_id_idx" ON "customer_words"("seller_id", "customer_id");
ALTER TABLE "customer_words" ADD CONSTRAINT "customer_words_seller_id_customer_id_fkey" FOREIGN KEY ("seller_id", "customer_id") REFERENCES "customers"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "customer_words" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "customer_words" FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON "customer_words" TO tradehall_system USING (true) WITH CHECK (true);
CREATE POLICY operator ON "customer_words" TO tradehall_operator USING (true) WITH CHECK (true);
CREATE POLICY store_select ON "customer_words" FOR SELECT TO tradehall_store USING (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_words" TO tradehall_system;
GRANT SELECT ON "customer_words" TO tradehall_store;

-- The seller's own words, and the person's once they came in or asked to: an invite alone must not tell who is behind a number, nor may a search.
CREATE FUNCTION words_of_customer(c customers) RETURNS SETOF text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT DISTINCT left(word, 100) FROM regexp_split_to_table(lower(concat_ws(' ', c.name, c.company,
    CASE WHEN c.join_date IS NOT NULL OR c.status IN ('requested', 'rejected') THEN concat_ws(' ', c.user_name, c.user_company) END)), '\s+') AS word
  WHERE word <> ''
$$;
CREATE FUNCTION add_customer_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO customer_words (seller_id, word, customer_id)
  SELECT c.seller_id, w.word, c.id FROM added a JOIN customers c ON c.seller_id = a.seller_id AND c.id = a.id, words_of_customer(c) AS w(word)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION change_customer_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM customer_words WHERE seller_id = NEW.seller_id AND customer_id = NEW.id;
  INSERT INTO customer_words (seller_id, word, customer_id) SELECT NEW.seller_id, w.word, NEW.id FROM words_of_customer(NEW) AS w(word);
  RETURN NULL;
END $$;
CREATE TRIGGER customers_words_added AFTER INSERT ON customers REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_customer_words();
CREATE TRIGGER customers_words_changed AFTER UPDATE OF user_id, name, company, user_name, user_company, status, join_date ON customers FOR EACH ROW
  WHEN ((OLD.name, OLD.company, OLD.user_name, OLD.user_company, OLD.status, OLD.join_date)
    IS DISTINCT FROM (NEW.name, NEW.company, NEW.user_name, NEW.user_company, NEW.status, NEW.join_date))
  EXECUTE FUNCTION change_customer_words();

GRANT CREATE ON SCHEMA public TO tradehall_system;
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
ALTER FUNCTION words_of_customer OWNER TO tradehall_system;
ALTER FUNCTION add_customer_words OWNER TO tradehall_system;
ALTER FUNCTION change_customer_words OWNER TO tradehall_system;
REVOKE ALL ON FUNCTION words_of_customer, add_customer_words, change_customer_words FROM PUBLIC;
-- Whoever owns the database may read none of its rows.
SET LOCAL ROLE tradehall_system;
INSERT INTO customer_words (seller_id, word, customer_id) SELECT c.seller_id, w.word, c.id FROM customers c, words_of_customer(c) AS w(word);
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM tradehall_system;
REVOKE tradehall_system FROM CURRENT_USER;

-- What an event is about in one word, refusals apart: what a seller's activity is narrowed to.
ALTER TABLE "audit_events" ADD COLUMN "topic" TEXT GENERATED ALWAYS AS (CASE WHEN "action" LIKE '%.refused' THEN 'refused' ELSE split_part("action", '.', 1) END) STORED;
-- Newest first in every way in. What stands behind the id narrows further without a look at the rows.
CREATE INDEX "audit_events_seller_id_created_at_id_actor_kind_idx" ON "audit_events"("seller_id", "created_at", "id", "actor_kind");
CREATE INDEX "audit_events_seller_id_topic_created_at_id_idx" ON "audit_events"("seller_id", "topic", "created_at", "id");
CREATE INDEX "audit_events_seller_id_actor_id_created_at_id_topic_idx" ON "audit_events"("seller_id", "actor_id", "created_at", "id", "topic");
CREATE INDEX "audit_events_seller_id_target_id_created_at_id_idx" ON "audit_events"("seller_id", "target_id", "created_at", "id");
DROP INDEX "audit_events_seller_id_created_at_idx";
