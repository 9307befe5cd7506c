-- 0020 left a shop all columns of orders but one. Which transaction placed an order is one, too: shop_writes_new_orders() asks for it.
GRANT SELECT (xmin) ON orders TO tradehall_shop;
