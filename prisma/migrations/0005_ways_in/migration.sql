-- All ways in: client list, imports, share links, delivery, merged users. See docs/decisions/014 to 017.

ALTER TABLE "users" ADD COLUMN "merged_into" UUID, ADD COLUMN "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "users" DROP CONSTRAINT "users_status_check";
ALTER TABLE "users" ADD CONSTRAINT "users_status_check" CHECK ("status" IN ('active', 'disabled', 'merged'));
ALTER TABLE "users" ADD CONSTRAINT "users_merged_check" CHECK (("status" = 'merged') = ("merged_into" IS NOT NULL));
ALTER TABLE "users" ADD CONSTRAINT "users_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "users_merged_into_idx" ON "users"("merged_into");

-- Held: the number may have a new owner; nothing old opens before a second proof.
ALTER TABLE "sessions" ADD COLUMN "held_at" TIMESTAMPTZ(3);
ALTER TABLE "sign_in_codes" DROP CONSTRAINT "sign_in_codes_purpose_check";
ALTER TABLE "sign_in_codes" ADD CONSTRAINT "sign_in_codes_purpose_check" CHECK ("purpose" IN ('sign_in', 'add_contact', 'second_proof'));

-- Two users that turned out to be one person. `moved` says of every row what it was before, so that it can be undone.
CREATE TABLE "user_merges" (
    "id" UUID NOT NULL,
    "from_user_id" UUID NOT NULL,
    "into_user_id" UUID NOT NULL,
    "moved" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" UUID,

    CONSTRAINT "user_merges_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "user_merges_from_user_id_idx" ON "user_merges"("from_user_id");
CREATE INDEX "user_merges_into_user_id_idx" ON "user_merges"("into_user_id");
ALTER TABLE "user_merges" ADD CONSTRAINT "user_merges_from_user_id_fkey" FOREIGN KEY ("from_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "user_merges" ADD CONSTRAINT "user_merges_into_user_id_fkey" FOREIGN KEY ("into_user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A seller's own list of whom it wants let in on sight. The keys serve prefix search: under row-level security lower() is no index condition.
CREATE TABLE "clients" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "phone_value" BYTEA,
    "phone_lookup" BYTEA,
    "email_value" BYTEA,
    "email_lookup" BYTEA,
    "name" TEXT,
    "company" TEXT,
    "name_key" TEXT COLLATE "C" GENERATED ALWAYS AS (lower("name")) STORED,
    "company_key" TEXT COLLATE "C" GENERATED ALWAYS AS (lower("company")) STORED,
    "price_list_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clients_pkey" PRIMARY KEY ("seller_id", "id")
);
CREATE UNIQUE INDEX "clients_seller_id_phone_lookup_key" ON "clients"("seller_id", "phone_lookup");
CREATE UNIQUE INDEX "clients_seller_id_email_lookup_key" ON "clients"("seller_id", "email_lookup");
CREATE INDEX "clients_seller_id_status_id_idx" ON "clients"("seller_id", "status", "id");
CREATE INDEX "clients_seller_id_name_key_id_idx" ON "clients"("seller_id", "name_key", "id");
CREATE INDEX "clients_seller_id_company_key_id_idx" ON "clients"("seller_id", "company_key", "id");
-- Who proves a contact is looked for in every seller's list.
CREATE INDEX "clients_phone_lookup_idx" ON "clients"("phone_lookup");
CREATE INDEX "clients_email_lookup_idx" ON "clients"("email_lookup");
ALTER TABLE "clients" ADD CONSTRAINT "clients_status_check" CHECK ("status" IN ('pending', 'approved', 'revoked'));
ALTER TABLE "clients" ADD CONSTRAINT "clients_contact_check" CHECK ("phone_lookup" IS NOT NULL OR "email_lookup" IS NOT NULL);
ALTER TABLE "clients" ADD CONSTRAINT "clients_sealed_check" CHECK (("phone_lookup" IS NULL) = ("phone_value" IS NULL) AND ("email_lookup" IS NULL) = ("email_value" IS NULL));
ALTER TABLE "clients" ADD CONSTRAINT "clients_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "clients" ADD CONSTRAINT "clients_seller_id_price_list_id_fkey" FOREIGN KEY ("seller_id", "price_list_id") REFERENCES "price_lists"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A public address for posters and counters; it opens a request, never a shop. Its code is printed, so it is no secret.
CREATE TABLE "share_links" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "share_links_pkey" PRIMARY KEY ("seller_id", "id")
);
CREATE UNIQUE INDEX "share_links_seller_id_code_key" ON "share_links"("seller_id", "code");
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "customers"
    ADD COLUMN "client_id" UUID,
    ADD COLUMN "share_link_id" UUID,
    ADD COLUMN "request_company" TEXT,
    ADD COLUMN "requested_at" TIMESTAMPTZ(3),
    ADD COLUMN "request_count" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "decided_at" TIMESTAMPTZ(3);
UPDATE "customers" SET "requested_at" = "created_at", "request_count" = 1 WHERE "status" IN ('requested', 'rejected');
-- Which entry of the client list gave the access: revoking that entry takes it back, and no other access.
ALTER TABLE "customers" ADD CONSTRAINT "customers_seller_id_client_id_fkey" FOREIGN KEY ("seller_id", "client_id") REFERENCES "clients"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "customers" ADD CONSTRAINT "customers_client_check" CHECK ("client_id" IS NULL OR "granted_how" = 'client_list');
ALTER TABLE "customers" ADD CONSTRAINT "customers_seller_id_share_link_id_fkey" FOREIGN KEY ("seller_id", "share_link_id") REFERENCES "share_links"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "customers_seller_id_client_id_idx" ON "customers"("seller_id", "client_id");
CREATE INDEX "customers_seller_id_share_link_id_idx" ON "customers"("seller_id", "share_link_id");

-- Long work over many rows: the row is the job, its chunks are done one transaction each. What is in them is sealed.
CREATE TABLE "imports" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'uploading',
    "file_name" TEXT,
    "header" BYTEA,
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "options" JSONB NOT NULL DEFAULT '{}',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("seller_id", "id")
);
CREATE INDEX "imports_status_created_at_idx" ON "imports"("status", "created_at");
ALTER TABLE "imports" ADD CONSTRAINT "imports_kind_check" CHECK ("kind" IN ('clients', 'invites'));
ALTER TABLE "imports" ADD CONSTRAINT "imports_status_check" CHECK ("status" IN ('uploading', 'queued', 'running', 'done', 'failed', 'cancelled'));
ALTER TABLE "imports" ADD CONSTRAINT "imports_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "import_chunks" (
    "seller_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "rows" BYTEA,
    "report" BYTEA,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_chunks_pkey" PRIMARY KEY ("seller_id", "import_id", "number")
);
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_seller_id_import_id_fkey" FOREIGN KEY ("seller_id", "import_id") REFERENCES "imports"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Invites: the seller's own words, one reminder with a link of its own, and a recipient who asked for a new one.
ALTER TABLE "invites"
    ADD COLUMN "message" TEXT,
    ADD COLUMN "remind_at" TIMESTAMPTZ(3),
    ADD COLUMN "reminded_at" TIMESTAMPTZ(3),
    ADD COLUMN "reminder_hash" BYTEA,
    ADD COLUMN "asked_again_at" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "invites_seller_id_reminder_hash_key" ON "invites"("seller_id", "reminder_hash");
CREATE INDEX "invites_status_remind_at_idx" ON "invites"("status", "remind_at");

-- Delivery: to whom, for which invite; what providers reported, each thing once.
ALTER TABLE "messages" ADD COLUMN "user_id" UUID, ADD COLUMN "invite_id" UUID;
CREATE INDEX "messages_seller_id_invite_id_idx" ON "messages"("seller_id", "invite_id");
CREATE INDEX "messages_seller_id_user_id_idx" ON "messages"("seller_id", "user_id");

CREATE TABLE "message_events" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT,
    "provider_event_id" TEXT,
    "by_user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_events_pkey" PRIMARY KEY ("seller_id", "id")
);
CREATE UNIQUE INDEX "message_events_seller_id_message_id_provider_event_id_key" ON "message_events"("seller_id", "message_id", "provider_event_id");
ALTER TABLE "message_events" ADD CONSTRAINT "message_events_seller_id_message_id_fkey" FOREIGN KEY ("seller_id", "message_id") REFERENCES "messages"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Contacts that nothing but a code is sent to: hard bounces, complaints, STOP.
CREATE TABLE "suppressions" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" BYTEA NOT NULL,
    "lookup" BYTEA NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "suppressions_kind_lookup_key" ON "suppressions"("kind", "lookup");
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_kind_check" CHECK ("kind" IN ('phone', 'email'));
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_reason_check" CHECK ("reason" IN ('hard_bounce', 'complaint', 'stop'));

-- Isolation of the new tables, like 0002.
DO $$
DECLARE
  name text;
  mine text := $q$seller_id = NULLIF(current_setting('app.seller_id', true), '')::uuid$q$;
BEGIN
  FOREACH name IN ARRAY ARRAY['user_merges', 'clients', 'share_links', 'imports', 'import_chunks', 'message_events', 'suppressions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY system ON %I TO tradehall_system USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY operator ON %I TO tradehall_operator USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO tradehall_system', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['clients', 'share_links', 'imports', 'import_chunks', 'message_events'] LOOP
    EXECUTE format('CREATE POLICY store_select ON %I FOR SELECT TO tradehall_store USING (%s)', name, mine);
  END LOOP;
  EXECUTE format($q$CREATE POLICY store_insert ON share_links FOR INSERT TO tradehall_store WITH CHECK (%s AND revoked_at IS NULL
    AND created_by = NULLIF(current_setting('app.user_id', true), '')::uuid)$q$, mine);
  EXECUTE format($q$CREATE POLICY store_update ON share_links FOR UPDATE TO tradehall_store USING (%1$s) WITH CHECK (%1$s)$q$, mine);
  -- What was done is written by the worker; a member uploads, starts and cancels.
  EXECUTE format($q$CREATE POLICY store_insert ON imports FOR INSERT TO tradehall_store WITH CHECK (%s AND status = 'uploading' AND done = 0
    AND created_by = NULLIF(current_setting('app.user_id', true), '')::uuid)$q$, mine);
  EXECUTE format($q$CREATE POLICY store_update ON imports FOR UPDATE TO tradehall_store USING (%1$s AND status IN ('uploading', 'queued', 'running'))
    WITH CHECK (%1$s AND status IN ('queued', 'cancelled'))$q$, mine);
  EXECUTE format($q$CREATE POLICY store_insert ON import_chunks FOR INSERT TO tradehall_store WITH CHECK (%s AND done_at IS NULL AND report IS NULL)$q$, mine);
END $$;

GRANT SELECT ON clients, share_links, imports, import_chunks, message_events TO tradehall_store;
GRANT INSERT ON share_links, imports, import_chunks TO tradehall_store;
GRANT UPDATE (label, revoked_at) ON share_links TO tradehall_store;
GRANT UPDATE (status, total, finished_at) ON imports TO tradehall_store;
GRANT UPDATE (message, remind_at, reminded_at, reminder_hash, asked_again_at) ON invites TO tradehall_store;
GRANT SELECT (message, remind_at, reminded_at, asked_again_at) ON invites TO tradehall_store;
GRANT SELECT (user_id, invite_id) ON messages TO tradehall_store;
-- Notices and the like; a seller's standing stays the operators'.
GRANT UPDATE (settings, updated_at) ON sellers TO tradehall_store;

GRANT INSERT (request_company, requested_at, request_count) ON customers TO tradehall_account;
GRANT SELECT (request_company, requested_at, request_count, decided_at) ON customers TO tradehall_account;

GRANT SELECT ON message_events TO tradehall_operator;
GRANT SELECT (id, kind, lookup, reason, created_at) ON suppressions TO tradehall_operator;
GRANT DELETE ON suppressions TO tradehall_operator;
GRANT SELECT (id, from_user_id, into_user_id, created_at, undone_at, undone_by) ON user_merges TO tradehall_operator;
GRANT SELECT (merged_into, last_seen_at) ON users TO tradehall_operator;
