-- What became of each row of an older installation's table suppliers, and who still tried to write to it. Both belong to no seller.
CREATE TABLE "adopted_suppliers" (
    "source_key" TEXT NOT NULL,
    "checksum" TEXT NOT NULL,
    "outcome" TEXT NOT NULL CHECK ("outcome" IN ('adopted', 'duplicate')),
    "became" UUID NOT NULL,
    "problems" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "adopted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "adopted_suppliers_pkey" PRIMARY KEY ("source_key")
);
CREATE INDEX "adopted_suppliers_became_idx" ON "adopted_suppliers"("became");
ALTER TABLE "adopted_suppliers" ADD CONSTRAINT "adopted_suppliers_became_fkey" FOREIGN KEY ("became") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "refused_writes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "table_name" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "application" TEXT,
    "address" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refused_writes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "refused_writes_at_idx" ON "refused_writes"("at");

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['adopted_suppliers', 'refused_writes'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system ON %I TO tradehall_system USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON adopted_suppliers TO tradehall_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON refused_writes TO tradehall_system;
