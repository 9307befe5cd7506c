// What the bare server runs, by hand.
type Row = Record<string, unknown>;
type Statement = { name: string; text: string };
export type BareList = {
  bySeller: boolean;
  who: Statement;
  read: Statement;
  values(who: Row): unknown[];
  shape(rows: Row[], who: Row): unknown;
};

const LIVE = "s.id = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND u.status = 'active'";
const customer: Statement = {
  name: "customer",
  text: `SELECT se.id AS seller_id, c.price_list_id FROM sessions s JOIN users u ON u.id = s.user_id
    JOIN sellers se ON se.slug = $2 AND se.status = 'open' JOIN customers c ON c.seller_id = se.id AND c.user_id = u.id AND c.status = 'approved' WHERE ${LIVE}`,
};
const member: Statement = {
  name: "member",
  text: `SELECT se.id AS seller_id, m.role FROM sessions s JOIN users u ON u.id = s.user_id
    JOIN sellers se ON se.slug = $2 JOIN members m ON m.seller_id = se.id AND m.user_id = u.id AND m.status = 'active' WHERE ${LIVE}`,
};
const user: Statement = {
  name: "user",
  text: `SELECT u.id, u.name, u.company, u.locale FROM sessions s JOIN users u ON u.id = s.user_id WHERE ${LIVE}`,
};

function page(rows: Row[], who: Row, key: (row: Row) => unknown[]) {
  const items = rows.slice(0, 20);
  const last = items.at(-1);
  const nextCursor = rows.length > 20 && last ? Buffer.from(JSON.stringify(key(last))).toString("base64url") : null;
  return { items, nextCursor, sellerId: who.seller_id };
}

export const BARE_LISTS = {
  "shop-products": {
    bySeller: true,
    who: customer,
    read: {
      name: "shop-products",
      text: `SELECT p.id, p.sku, p.name, p.unit, p.picture, COALESCE(i.price, p.price)::float8 AS price, p.stock, p.min_quantity AS "minQuantity"
        FROM products p LEFT JOIN price_list_items i ON i.seller_id = p.seller_id AND i.price_list_id = $2 AND i.product_id = p.id
        WHERE p.seller_id = $1 AND p.status = 'active' ORDER BY p.name, p.id LIMIT 21`,
    },
    values: (who) => [who.seller_id, who.price_list_id],
    shape: (rows, who) => page(rows, who, (row) => [row.name, row.id]),
  },
  "vendor-products": {
    bySeller: true,
    who: member,
    read: {
      name: "vendor-products",
      text: `SELECT id, sku, name, unit, category_id AS "categoryId", picture, price::float8 AS price, stock, min_quantity AS "minQuantity", status, updated_at AS "updatedAt"
        FROM products WHERE seller_id = $1 AND status = 'active' ORDER BY name, id LIMIT 21`,
    },
    values: (who) => [who.seller_id],
    shape: (rows, who) => page(rows, who, (row) => [row.name, row.id]),
  },
  "vendor-orders": {
    bySeller: true,
    who: member,
    read: {
      name: "vendor-orders",
      text: `SELECT o.id, o.number, o.status, o.placed_at AS "placedAt", o.line_count AS "lineCount", o.total::float8 AS total, o.currency, o.po_number AS "poNumber",
          c.id AS "customerId", COALESCE(c.name, c.user_name) AS "customerName", COALESCE(c.company, c.user_company) AS company
        FROM orders o JOIN customers c ON c.seller_id = o.seller_id AND c.id = o.customer_id WHERE o.seller_id = $1 ORDER BY o.number DESC LIMIT 21`,
    },
    values: (who) => [who.seller_id],
    shape: (rows, who) => {
      const items = rows.map(({ customerId, customerName, company, ...row }) => ({
        ...row,
        customer: { id: customerId, name: customerName, company },
      }));
      return page(items, who, (row) => [(row as Row).number]);
    },
  },
  me: {
    bySeller: false,
    who: user,
    read: {
      name: "me",
      text: `SELECT
        (SELECT coalesce(json_agg(json_build_object('slug', se.slug, 'name', se.name, 'status', se.status) ORDER BY se.name), '[]')
          FROM customers c JOIN sellers se ON se.id = c.seller_id WHERE c.user_id = $1 AND c.status = 'approved' AND se.status IN ('open', 'suspended')) AS sellers,
        (SELECT coalesce(json_agg(json_build_object('slug', se.slug, 'name', se.name, 'role', m.role) ORDER BY se.name), '[]')
          FROM members m JOIN sellers se ON se.id = m.seller_id WHERE m.user_id = $1 AND m.status = 'active' AND se.status <> 'terminated') AS stores,
        (SELECT role FROM operators WHERE user_id = $1 AND status = 'active') AS operator`,
    },
    values: (who) => [who.id],
    shape: (rows, who) => ({ user: who, ...rows[0] }),
  },
} satisfies Record<string, BareList>;
