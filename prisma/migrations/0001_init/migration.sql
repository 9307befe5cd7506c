-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "company" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "theme" TEXT NOT NULL DEFAULT 'system',
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" BYTEA NOT NULL,
    "lookup" BYTEA NOT NULL,
    "lookup_key_id" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "contact_id" UUID,
    "ip" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_codes" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "contact_kind" TEXT NOT NULL,
    "contact_lookup" BYTEA NOT NULL,
    "user_id" UUID,
    "code_hash" BYTEA NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sends" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operators" (
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'admin',
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operators_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "seller_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    "id" UUID NOT NULL,
    "actor_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_kind" TEXT,
    "target_id" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "ip" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "messages" (
    "seller_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "to_value" BYTEA NOT NULL,
    "to_lookup" BYTEA NOT NULL,
    "payload" BYTEA NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "provider" TEXT,
    "provider_id" TEXT,
    "error" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "messages_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "sellers" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "currency" CHAR(3) NOT NULL,
    "country" CHAR(2) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "default_locale" TEXT NOT NULL DEFAULT 'en',
    "trade" TEXT,
    "town" TEXT,
    "description" TEXT,
    "logo" TEXT,
    "accent" TEXT,
    "discoverable" BOOLEAN NOT NULL DEFAULT true,
    "order_minimum" BIGINT NOT NULL DEFAULT 0,
    "commission_bp" INTEGER NOT NULL DEFAULT 0,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sellers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "granted_how" TEXT,
    "granted_by" UUID,
    "granted_at" TIMESTAMPTZ(3),
    "join_date" TIMESTAMPTZ(3),
    "name" TEXT,
    "company" TEXT,
    "note" TEXT,
    "user_name" TEXT,
    "user_company" TEXT,
    "contact_kind" TEXT,
    "contact_value" BYTEA,
    "contact_lookup" BYTEA,
    "request_note" TEXT,
    "decision_note" TEXT,
    "price_list_id" UUID,
    "first_visit_at" TIMESTAMPTZ(3),
    "last_visit_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "invites" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'customer',
    "channel" TEXT NOT NULL,
    "contact_kind" TEXT NOT NULL,
    "contact_value" BYTEA NOT NULL,
    "contact_lookup" BYTEA NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'sent',
    "name" TEXT,
    "company" TEXT,
    "price_list_id" UUID,
    "user_id" UUID NOT NULL,
    "sent_by" UUID NOT NULL,
    "used_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "expired_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invites_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "members" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_name" TEXT,
    "email" BYTEA NOT NULL,
    "email_lookup" BYTEA NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "join_date" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "categories" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "categories_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "products" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "category_id" UUID,
    "unit" TEXT,
    "picture" TEXT,
    "price" BIGINT NOT NULL,
    "cost_price" BIGINT,
    "stock" INTEGER NOT NULL DEFAULT 0,
    "min_quantity" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "products_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "price_lists" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "price_lists_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "price_list_items" (
    "seller_id" UUID NOT NULL,
    "price_list_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "price" BIGINT NOT NULL,

    CONSTRAINT "price_list_items_pkey" PRIMARY KEY ("seller_id","price_list_id","product_id")
);

-- CreateTable
CREATE TABLE "carts" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "carts_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "cart_lines" (
    "seller_id" UUID NOT NULL,
    "cart_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_lines_pkey" PRIMARY KEY ("seller_id","cart_id","product_id")
);

-- CreateTable
CREATE TABLE "orders" (
    "seller_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "customer_id" UUID NOT NULL,
    "checkout_key" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'placed',
    "currency" CHAR(3) NOT NULL,
    "total" BIGINT NOT NULL,
    "line_count" INTEGER NOT NULL,
    "po_number" TEXT,
    "note" TEXT,
    "cancel_reason" TEXT,
    "placed_by" UUID NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "shipped_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("seller_id","id")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "seller_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT,
    "quantity" INTEGER NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "total" BIGINT NOT NULL,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("seller_id","order_id","position")
);

-- CreateTable
CREATE TABLE "order_counters" (
    "seller_id" UUID NOT NULL,
    "last_number" INTEGER NOT NULL DEFAULT 1000,

    CONSTRAINT "order_counters_pkey" PRIMARY KEY ("seller_id")
);

-- CreateIndex
CREATE INDEX "contacts_user_id_idx" ON "contacts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "contacts_kind_lookup_key" ON "contacts"("kind", "lookup");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_codes_contact_kind_contact_lookup_purpose_idx" ON "sign_in_codes"("contact_kind", "contact_lookup", "purpose");

-- CreateIndex
CREATE INDEX "sign_in_codes_expires_at_idx" ON "sign_in_codes"("expires_at");

-- CreateIndex
CREATE INDEX "audit_events_seller_id_created_at_idx" ON "audit_events"("seller_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_events_actor_id_created_at_idx" ON "audit_events"("actor_id", "created_at");

-- CreateIndex
CREATE INDEX "messages_status_not_before_idx" ON "messages"("status", "not_before");

-- CreateIndex
CREATE INDEX "messages_to_lookup_created_at_idx" ON "messages"("to_lookup", "created_at");

-- CreateIndex
CREATE INDEX "messages_provider_provider_id_idx" ON "messages"("provider", "provider_id");

-- CreateIndex
CREATE UNIQUE INDEX "sellers_slug_key" ON "sellers"("slug");

-- CreateIndex
CREATE INDEX "sellers_name_idx" ON "sellers"("name");

-- CreateIndex
CREATE INDEX "customers_seller_id_status_id_idx" ON "customers"("seller_id", "status", "id");

-- CreateIndex
CREATE INDEX "customers_seller_id_contact_lookup_idx" ON "customers"("seller_id", "contact_lookup");

-- CreateIndex
CREATE INDEX "customers_user_id_seller_id_idx" ON "customers"("user_id", "seller_id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_seller_id_user_id_key" ON "customers"("seller_id", "user_id");

-- CreateIndex
CREATE INDEX "invites_seller_id_status_id_idx" ON "invites"("seller_id", "status", "id");

-- CreateIndex
CREATE INDEX "invites_seller_id_contact_lookup_idx" ON "invites"("seller_id", "contact_lookup");

-- CreateIndex
CREATE INDEX "invites_contact_lookup_status_idx" ON "invites"("contact_lookup", "status");

-- CreateIndex
CREATE INDEX "invites_status_expires_at_idx" ON "invites"("status", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "invites_seller_id_token_hash_key" ON "invites"("seller_id", "token_hash");

-- CreateIndex
CREATE INDEX "members_user_id_seller_id_idx" ON "members"("user_id", "seller_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_seller_id_user_id_key" ON "members"("seller_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_seller_id_email_lookup_key" ON "members"("seller_id", "email_lookup");

-- CreateIndex
CREATE UNIQUE INDEX "categories_seller_id_name_key" ON "categories"("seller_id", "name");

-- CreateIndex
CREATE INDEX "products_seller_id_status_name_id_idx" ON "products"("seller_id", "status", "name", "id");

-- CreateIndex
CREATE INDEX "products_seller_id_category_id_idx" ON "products"("seller_id", "category_id");

-- CreateIndex
CREATE UNIQUE INDEX "products_seller_id_sku_key" ON "products"("seller_id", "sku");

-- CreateIndex
CREATE UNIQUE INDEX "price_lists_seller_id_name_key" ON "price_lists"("seller_id", "name");

-- CreateIndex
CREATE INDEX "price_list_items_seller_id_product_id_idx" ON "price_list_items"("seller_id", "product_id");

-- CreateIndex
CREATE UNIQUE INDEX "carts_seller_id_customer_id_key" ON "carts"("seller_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "carts_seller_id_id_customer_id_key" ON "carts"("seller_id", "id", "customer_id");

-- CreateIndex
CREATE INDEX "cart_lines_seller_id_product_id_idx" ON "cart_lines"("seller_id", "product_id");

-- CreateIndex
CREATE INDEX "orders_seller_id_customer_id_number_idx" ON "orders"("seller_id", "customer_id", "number");

-- CreateIndex
CREATE INDEX "orders_seller_id_status_number_idx" ON "orders"("seller_id", "status", "number");

-- CreateIndex
CREATE INDEX "orders_seller_id_placed_at_idx" ON "orders"("seller_id", "placed_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_seller_id_number_key" ON "orders"("seller_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "orders_seller_id_checkout_key_key" ON "orders"("seller_id", "checkout_key");

-- CreateIndex
CREATE UNIQUE INDEX "orders_seller_id_id_customer_id_key" ON "orders"("seller_id", "id", "customer_id");

-- CreateIndex
CREATE INDEX "order_lines_seller_id_product_id_idx" ON "order_lines"("seller_id", "product_id");

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operators" ADD CONSTRAINT "operators_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_seller_id_price_list_id_fkey" FOREIGN KEY ("seller_id", "price_list_id") REFERENCES "price_lists"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invites" ADD CONSTRAINT "invites_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invites" ADD CONSTRAINT "invites_seller_id_price_list_id_fkey" FOREIGN KEY ("seller_id", "price_list_id") REFERENCES "price_lists"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "categories" ADD CONSTRAINT "categories_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_seller_id_category_id_fkey" FOREIGN KEY ("seller_id", "category_id") REFERENCES "categories"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_lists" ADD CONSTRAINT "price_lists_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_list_items" ADD CONSTRAINT "price_list_items_seller_id_price_list_id_fkey" FOREIGN KEY ("seller_id", "price_list_id") REFERENCES "price_lists"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_list_items" ADD CONSTRAINT "price_list_items_seller_id_product_id_fkey" FOREIGN KEY ("seller_id", "product_id") REFERENCES "products"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carts" ADD CONSTRAINT "carts_seller_id_customer_id_fkey" FOREIGN KEY ("seller_id", "customer_id") REFERENCES "customers"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_seller_id_cart_id_customer_id_fkey" FOREIGN KEY ("seller_id", "cart_id", "customer_id") REFERENCES "carts"("seller_id", "id", "customer_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_seller_id_product_id_fkey" FOREIGN KEY ("seller_id", "product_id") REFERENCES "products"("seller_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_seller_id_customer_id_fkey" FOREIGN KEY ("seller_id", "customer_id") REFERENCES "customers"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_seller_id_order_id_customer_id_fkey" FOREIGN KEY ("seller_id", "order_id", "customer_id") REFERENCES "orders"("seller_id", "id", "customer_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_seller_id_product_id_fkey" FOREIGN KEY ("seller_id", "product_id") REFERENCES "products"("seller_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_counters" ADD CONSTRAINT "order_counters_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "sellers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that Prisma's schema cannot say.

-- Statuses are text with CHECK: under row-level security an enum's `=` is not leakproof and its index not used.
ALTER TABLE "users" ADD CONSTRAINT "users_status_check" CHECK ("status" IN ('active', 'disabled'));
ALTER TABLE "users" ADD CONSTRAINT "users_theme_check" CHECK ("theme" IN ('system', 'light', 'dark'));
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_kind_check" CHECK ("kind" IN ('phone', 'email'));
ALTER TABLE "sign_in_codes" ADD CONSTRAINT "sign_in_codes_purpose_check" CHECK ("purpose" IN ('sign_in', 'add_contact'));
ALTER TABLE "sign_in_codes" ADD CONSTRAINT "sign_in_codes_kind_check" CHECK ("contact_kind" IN ('phone', 'email'));
ALTER TABLE "operators" ADD CONSTRAINT "operators_role_check" CHECK ("role" IN ('admin', 'support', 'finance'));
ALTER TABLE "operators" ADD CONSTRAINT "operators_status_check" CHECK ("status" IN ('active', 'deactivated'));
ALTER TABLE "sellers" ADD CONSTRAINT "sellers_status_check" CHECK ("status" IN ('draft', 'pending', 'open', 'suspended', 'terminated'));
ALTER TABLE "sellers" ADD CONSTRAINT "sellers_slug_check" CHECK ("slug" ~ '^[a-z0-9](?:[a-z0-9-]{1,46})[a-z0-9]$');
ALTER TABLE "sellers" ADD CONSTRAINT "sellers_commission_check" CHECK ("commission_bp" BETWEEN 0 AND 10000);
ALTER TABLE "sellers" ADD CONSTRAINT "sellers_order_minimum_check" CHECK ("order_minimum" >= 0);
ALTER TABLE "customers" ADD CONSTRAINT "customers_status_check" CHECK ("status" IN ('invited', 'requested', 'approved', 'rejected', 'revoked'));
ALTER TABLE "customers" ADD CONSTRAINT "customers_granted_check" CHECK ("granted_how" IN ('invite', 'client_list', 'manual'));
ALTER TABLE "customers" ADD CONSTRAINT "customers_approved_check" CHECK ("status" <> 'approved' OR ("granted_how" IS NOT NULL AND "granted_at" IS NOT NULL AND "join_date" IS NOT NULL));
ALTER TABLE "invites" ADD CONSTRAINT "invites_kind_check" CHECK ("kind" IN ('customer', 'member'));
ALTER TABLE "invites" ADD CONSTRAINT "invites_channel_check" CHECK ("channel" IN ('sms', 'email'));
ALTER TABLE "invites" ADD CONSTRAINT "invites_contact_kind_check" CHECK ("contact_kind" IN ('phone', 'email'));
ALTER TABLE "invites" ADD CONSTRAINT "invites_status_check" CHECK ("status" IN ('sent', 'registered', 'used', 'expired', 'revoked'));
ALTER TABLE "members" ADD CONSTRAINT "members_role_check" CHECK ("role" IN ('admin', 'manager', 'support'));
ALTER TABLE "members" ADD CONSTRAINT "members_status_check" CHECK ("status" IN ('active', 'deactivated'));
ALTER TABLE "products" ADD CONSTRAINT "products_status_check" CHECK ("status" IN ('active', 'archived'));
ALTER TABLE "products" ADD CONSTRAINT "products_price_check" CHECK ("price" >= 0 AND ("cost_price" IS NULL OR "cost_price" >= 0));
ALTER TABLE "products" ADD CONSTRAINT "products_stock_check" CHECK ("stock" >= 0);
ALTER TABLE "products" ADD CONSTRAINT "products_min_quantity_check" CHECK ("min_quantity" >= 1);
ALTER TABLE "price_list_items" ADD CONSTRAINT "price_list_items_price_check" CHECK ("price" >= 0);
ALTER TABLE "cart_lines" ADD CONSTRAINT "cart_lines_quantity_check" CHECK ("quantity" BETWEEN 1 AND 1000000);
ALTER TABLE "orders" ADD CONSTRAINT "orders_status_check" CHECK ("status" IN ('placed', 'confirmed', 'shipped', 'delivered', 'cancelled'));
ALTER TABLE "orders" ADD CONSTRAINT "orders_total_check" CHECK ("total" >= 0);
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_sum_check" CHECK ("quantity" >= 1 AND "unit_price" >= 0 AND "total" = "quantity" * "unit_price");
ALTER TABLE "messages" ADD CONSTRAINT "messages_channel_check" CHECK ("channel" IN ('sms', 'email'));
ALTER TABLE "messages" ADD CONSTRAINT "messages_status_check" CHECK ("status" IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'parked'));

-- A contact has at most one open invite of a kind per seller; a new one replaces the old.
CREATE UNIQUE INDEX "invites_open_key" ON "invites" ("seller_id", "kind", "contact_kind", "contact_lookup") WHERE "status" = 'sent';

-- Operators see the newest refused attempts of the whole platform.
CREATE INDEX "audit_events_refused_idx" ON "audit_events" ("created_at" DESC) WHERE "action" = 'access.refused';
