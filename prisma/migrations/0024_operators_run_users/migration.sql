-- Operators find, disable and erase users, and read the activity of the whole platform.

-- Erased: the row stays for what points at it, and says nothing of the person any more.
ALTER TABLE "users" DROP CONSTRAINT "users_status_check";
ALTER TABLE "users" ADD CONSTRAINT "users_status_check" CHECK ("status" IN ('active', 'disabled', 'merged', 'erased'));
ALTER TABLE "users" ADD CONSTRAINT "users_erased_check" CHECK ("status" <> 'erased' OR ("name" IS NULL AND "company" IS NULL));

-- Nobody comes back from it, and no contact or session comes to it.
CREATE FUNCTION user_stays_erased() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'user % is erased', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
REVOKE ALL ON FUNCTION user_stays_erased FROM PUBLIC;
CREATE TRIGGER users_stay_erased BEFORE UPDATE OF status ON users FOR EACH ROW
  WHEN (OLD.status = 'erased' AND NEW.status <> 'erased') EXECUTE FUNCTION user_stays_erased();

-- An admin who may not sign in any more is none: the rule of migration 0019 from the other side, behind the same locks, taken in one order.
CREATE FUNCTION user_leaves_admins() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE store uuid;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'admins are only taken away under read committed' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  FOR store IN SELECT m.seller_id FROM members m WHERE m.user_id = OLD.id AND m.role = 'admin' AND m.status = 'active' ORDER BY m.seller_id LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('members ' || store, 5));
    IF EXISTS (SELECT FROM sellers WHERE id = store AND status <> 'terminated')
      AND NOT EXISTS (SELECT FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.seller_id = store AND m.role = 'admin' AND m.status = 'active' AND u.status = 'active') THEN
      RAISE EXCEPTION 'a seller keeps its last admin' USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION user_leaves_admins FROM PUBLIC;
CREATE TRIGGER users_keep_admin AFTER UPDATE OF status ON users FOR EACH ROW
  WHEN (OLD.status = 'active' AND NEW.status <> 'active') EXECUTE FUNCTION user_leaves_admins();

-- Found by the beginning of a name or company; the newest first; sign-ups per day.
ALTER TABLE "users"
  ADD COLUMN "name_key" TEXT COLLATE "C" GENERATED ALWAYS AS (lower("name")) STORED,
  ADD COLUMN "company_key" TEXT COLLATE "C" GENERATED ALWAYS AS (lower("company")) STORED;
CREATE INDEX "users_name_key_id_idx" ON "users"("name_key", "id");
CREATE INDEX "users_company_key_id_idx" ON "users"("company_key", "id");
CREATE INDEX "users_created_at_id_idx" ON "users"("created_at", "id");
GRANT SELECT ("name_key", "company_key") ON "users" TO tradehall_operator;

-- The platform's activity, newest first, whole or narrowed, without a seller to lead the index.
CREATE INDEX "audit_events_created_at_id_idx" ON "audit_events"("created_at", "id");
CREATE INDEX "audit_events_topic_created_at_id_idx" ON "audit_events"("topic", "created_at", "id");
CREATE INDEX "audit_events_actor_id_created_at_id_idx" ON "audit_events"("actor_id", "created_at", "id");
CREATE INDEX "audit_events_by_operators_idx" ON "audit_events"("created_at", "id") WHERE "actor_kind" = 'operator';
CREATE INDEX "audit_events_by_system_idx" ON "audit_events"("created_at", "id") WHERE "actor_kind" = 'system' AND "actor_id" IS NULL;
DROP INDEX "audit_events_actor_id_created_at_idx";

-- When a provider took a message last, and when it refused one.
CREATE INDEX "messages_provider_status_id_idx" ON "messages"("provider", "status", "id");
