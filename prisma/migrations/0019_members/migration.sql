-- Members: what an invite offers them, and the admin that a seller always keeps.

ALTER TABLE "invites"
  ADD COLUMN "role" TEXT CHECK ("role" IN ('admin', 'manager', 'support')),
  ADD COLUMN "locale" TEXT,
  ADD CONSTRAINT "invites_offer" CHECK (("kind" = 'member') = ("role" IS NOT NULL) AND ("kind" = 'member') = ("locale" IS NOT NULL)),
  -- A member is known by an e-mail.
  ADD CONSTRAINT "invites_member_email" CHECK ("kind" = 'customer' OR "contact_kind" = 'email');
GRANT SELECT ("role", "locale") ON "invites" TO tradehall_store;

-- Whoever takes an active admin away waits for everybody else who does so at the same seller (lib/members/locking takes the same lock first), and
-- then counts without those whom they have taken. That needs a snapshot per statement: under any other isolation nobody may.
CREATE FUNCTION keeps_admin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM sellers WHERE id = OLD.seller_id AND status = 'terminated') THEN RETURN NULL; END IF;
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'admins are only taken away under read committed' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('members ' || OLD.seller_id, 5));
  IF NOT EXISTS (SELECT FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.seller_id = OLD.seller_id AND m.role = 'admin' AND m.status = 'active' AND u.status = 'active') THEN
    RAISE EXCEPTION 'a seller keeps its last admin' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keeps_admin FROM PUBLIC;
CREATE TRIGGER members_keep_admin AFTER UPDATE OF seller_id, role, status ON members FOR EACH ROW
  WHEN (OLD.role = 'admin' AND OLD.status = 'active' AND (NEW.role <> 'admin' OR NEW.status <> 'active' OR NEW.seller_id <> OLD.seller_id))
  EXECUTE FUNCTION keeps_admin();
CREATE TRIGGER members_keep_admin_row AFTER DELETE ON members FOR EACH ROW
  WHEN (OLD.role = 'admin' AND OLD.status = 'active') EXECUTE FUNCTION keeps_admin();
