-- A seller with a hundred thousand customers and products sorts, pages and searches them without reading all of them each time.

CREATE INDEX "customers_seller_id_last_visit_at_id_idx" ON "customers"("seller_id", "last_visit_at", "id");

CREATE INDEX "products_seller_id_name_id_idx" ON "products"("seller_id", "name", "id");
CREATE INDEX "products_seller_id_price_id_idx" ON "products"("seller_id", "price", "id");
CREATE INDEX "products_seller_id_stock_id_idx" ON "products"("seller_id", "stock", "id");
CREATE INDEX "products_seller_id_updated_at_id_idx" ON "products"("seller_id", "updated_at", "id");

-- What a search looks through: bytes, already in small letters.
ALTER TABLE "products" ADD COLUMN "search_key" TEXT COLLATE "C" GENERATED ALWAYS AS (lower("name" || ' ' || "sku")) STORED;
