-- The work of an import: reasons counted as they come, failures in a row, and which contacts a chunk took (keyed hashes), so that a worker that takes over
-- still knows a row that came before. See docs/decisions/015.

ALTER TABLE "imports" ADD COLUMN "reasons" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import_chunks" ADD COLUMN "contacts" BYTEA;

-- The next turn is taken by whose last one is longest ago.
CREATE INDEX "imports_status_claimed_at_idx" ON "imports"("status", "claimed_at");

-- Rows are added while the file is uploaded, and by whom it was begun; a started import is what its member saw.
CREATE OR REPLACE FUNCTION import_takes_rows(seller uuid, import uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM imports WHERE seller_id = seller AND id = import AND status = 'uploading'
    AND created_by = NULLIF(current_setting('app.user_id', true), '')::uuid)
$$;
REVOKE ALL ON FUNCTION import_takes_rows FROM PUBLIC;
GRANT EXECUTE ON FUNCTION import_takes_rows TO tradehall_store;
DROP POLICY store_insert ON import_chunks;
CREATE POLICY store_insert ON import_chunks FOR INSERT TO tradehall_store WITH CHECK (seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid
  AND done_at IS NULL AND report IS NULL AND contacts IS NULL AND import_takes_rows(seller_id, import_id));
