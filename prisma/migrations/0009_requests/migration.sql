-- Access requests: sellers found by the beginning of any word, requests listed by when they were asked, and one place that writes them.

-- Words apart by single blanks, without marks and capitals: "Café-Bedarf" is found by "bed" and by "cafe". lib/customers/requests/rules.ts reads a search alike.
ALTER TABLE "sellers" ADD COLUMN "search_key" TEXT COLLATE "C" GENERATED ALWAYS AS (
    ' ' || lower(regexp_replace(translate(normalize("name" || ' ' || coalesce("trade", '') || ' ' || coalesce("town", ''), NFKD),
      '-‐‑‒–—/\|_.,;:!?()[]{}<>«»"''`´‘’“”&+*#@·•',
      '                                         '), '[\u0300-\u036f]+', '', 'g'))
) STORED;
GRANT SELECT (search_key) ON sellers TO tradehall_account;

UPDATE "customers" SET "requested_at" = "created_at" WHERE "status" IN ('requested', 'rejected') AND "requested_at" IS NULL;
ALTER TABLE "customers" ADD CONSTRAINT "customers_requested_check" CHECK ("status" NOT IN ('requested', 'rejected') OR "requested_at" IS NOT NULL);
CREATE INDEX "customers_seller_id_status_requested_at_id_idx" ON "customers"("seller_id", "status", "requested_at", "id");

-- Asking looks at the seller's client list and at share links, which no account may read: the system does it, and nobody else writes requests.
DROP POLICY account_request ON customers;
REVOKE INSERT ON customers FROM tradehall_account;
DROP FUNCTION takes_requests;
