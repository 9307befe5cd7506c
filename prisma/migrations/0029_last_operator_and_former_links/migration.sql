-- The platform keeps an active operator of role admin, as a seller keeps an active admin (migrations 0019 and 0024). Looked at when the transaction
-- ends: a merge and its undoing pass the place from one user to the other.
CREATE FUNCTION keeps_operator() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  -- An operator who may not sign in any more is none.
  IF TG_TABLE_NAME = 'users' THEN
    IF NOT EXISTS (SELECT FROM operators WHERE user_id = OLD.id AND role = 'admin' AND status = 'active') THEN RETURN NULL; END IF;
  END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'operators are only taken away under read committed' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  -- lib/operators/commands takes the same lock first.
  PERFORM pg_advisory_xact_lock(hashtextextended('operators', 6));
  IF NOT EXISTS (SELECT FROM operators o JOIN users u ON u.id = o.user_id
      WHERE o.role = 'admin' AND o.status = 'active' AND u.status = 'active') THEN
    RAISE EXCEPTION 'the platform keeps its last admin operator' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keeps_operator FROM PUBLIC;
CREATE CONSTRAINT TRIGGER operators_keep_admin AFTER UPDATE ON operators DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.role = 'admin' AND OLD.status = 'active' AND (NEW.role <> 'admin' OR NEW.status <> 'active' OR NEW.user_id <> OLD.user_id))
  EXECUTE FUNCTION keeps_operator();
CREATE CONSTRAINT TRIGGER operators_keep_admin_row AFTER DELETE ON operators DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.role = 'admin' AND OLD.status = 'active') EXECUTE FUNCTION keeps_operator();
CREATE CONSTRAINT TRIGGER users_keep_operator AFTER UPDATE OF status ON users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.status = 'active' AND NEW.status <> 'active') EXECUTE FUNCTION keeps_operator();

-- Links of an invite that newer ones have replaced: they open nothing, but still say whose they are. No portal reads a hash, so the database keeps them.
ALTER TABLE "invites" ADD COLUMN "former_hashes" BYTEA[] NOT NULL DEFAULT ARRAY[]::BYTEA[];
CREATE INDEX "invites_former_hashes_idx" ON "invites" USING GIN ("former_hashes") WHERE "former_hashes" <> '{}';
CREATE FUNCTION keep_former_links() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.token_hash <> OLD.token_hash THEN NEW.former_hashes := array_append(NEW.former_hashes, OLD.token_hash); END IF;
  IF OLD.reminder_hash IS NOT NULL AND NEW.reminder_hash IS DISTINCT FROM OLD.reminder_hash THEN
    NEW.former_hashes := array_append(NEW.former_hashes, OLD.reminder_hash);
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_former_links FROM PUBLIC;
CREATE TRIGGER invites_keep_former_links BEFORE UPDATE OF token_hash, reminder_hash ON invites FOR EACH ROW EXECUTE FUNCTION keep_former_links();
