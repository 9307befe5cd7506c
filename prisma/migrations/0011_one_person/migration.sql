-- Merged users and recycled numbers. See docs/decisions/017-merges-and-recycled-numbers.md.

-- When somebody last showed that the contact is theirs, and that the session is: signing in does both.
ALTER TABLE "contacts" ADD COLUMN "proved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "sessions" ADD COLUMN "proved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Where both users had a row at one seller, the other's row stays for the record, and for undoing, out of everybody's sight.
ALTER TABLE "customers" DROP CONSTRAINT "customers_status_check";
ALTER TABLE "customers" ADD CONSTRAINT "customers_status_check" CHECK ("status" IN ('invited', 'requested', 'approved', 'rejected', 'revoked', 'merged'));
ALTER TABLE "members" DROP CONSTRAINT "members_status_check";
ALTER TABLE "members" ADD CONSTRAINT "members_status_check" CHECK ("status" IN ('active', 'deactivated', 'merged'));
DO $$
DECLARE mine text := $q$seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid AND status <> 'merged'$q$;
BEGIN
  EXECUTE format('ALTER POLICY store_select ON customers USING (%s)', mine);
  EXECUTE format('ALTER POLICY store_update ON customers USING (%1$s) WITH CHECK (%1$s)', mine);
  EXECUTE format('ALTER POLICY store ON members USING (%1$s) WITH CHECK (%1$s)', mine);
END $$;

-- The audit and whoever sent an invite keep the id that acted: this says who that is now.
CREATE FUNCTION users_now(p_ids uuid[]) RETURNS TABLE (id uuid, now_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE steps AS (
    SELECT u.id, u.id AS now_id, u.merged_into FROM users u WHERE u.id = ANY (p_ids)
    UNION
    SELECT s.id, u.id, u.merged_into FROM steps s JOIN users u ON u.id = s.merged_into
  )
  SELECT s.id, s.now_id FROM steps s WHERE s.merged_into IS NULL
$$;
GRANT CREATE ON SCHEMA public TO tradehall_system;
GRANT tradehall_system TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
ALTER FUNCTION users_now OWNER TO tradehall_system;
REVOKE ALL ON FUNCTION users_now FROM PUBLIC;
GRANT EXECUTE ON FUNCTION users_now TO tradehall_store, tradehall_operator;
REVOKE CREATE ON SCHEMA public FROM tradehall_system;
REVOKE tradehall_system FROM CURRENT_USER;
