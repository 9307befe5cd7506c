import { z } from "zod";

// What a merge changed, row by row, with what was there before: all that undoing it needs. Only ids, times and what sellers wrote in clear anyway;
// sealed contacts stay in their rows.

const id = z.guid();
const time = z.coerce.date();
const rowOf = z.object({ sellerId: id, id });

/** Of a customers row: what one decision wrote together. */
export const standing = z.object({
  status: z.string(),
  grantedHow: z.string().nullable(),
  grantedBy: id.nullable(),
  grantedAt: time.nullable(),
  joinDate: time.nullable(),
  clientId: id.nullable(),
  decidedAt: time.nullable(),
  decisionNote: z.string().nullable(),
  requestNote: z.string().nullable(),
  requestCompany: z.string().nullable(),
  requestedAt: time.nullable(),
  requestCount: z.number(),
  shareLinkId: id.nullable(),
  firstVisitAt: time.nullable(),
});

/** Each of these for itself. */
export const details = z.object({
  priceListId: id.nullable(),
  lastVisitAt: time.nullable(),
  name: z.string().nullable(),
  company: z.string().nullable(),
  note: z.string().nullable(),
});

const kept = z.object({ ...standing.shape, ...details.shape, updatedAt: time });
export type Kept = z.output<typeof kept>;

const line = z.object({ productId: id, createdAt: time });
const cart = z.discriminatedUnion("how", [
  /** There was no other basket: it went over as it was. */
  z.object({ how: z.literal("whole"), cartId: id }),
  /** Lines went from the other's basket (`from`) into the own one; of a product in both the larger quantity counts. */
  z.object({
    how: z.literal("lines"),
    from: id,
    into: id,
    moved: z.array(id),
    doubled: z.array(line.extend({ own: z.number(), other: z.number() })),
  }),
]);
export type MovedCart = z.output<typeof cart>;

/** Both were customers of this seller: `kept` is the row that goes on, `lost` the one that was set aside. */
const joinedCustomer = z.object({
  sellerId: id,
  kept: id,
  lost: id,
  before: kept,
  written: kept,
  /** The kept row had no contact and took the other's. */
  contact: z.boolean(),
  lostWas: z.object({ status: z.string(), clientId: id.nullable(), decidedAt: time.nullable(), updatedAt: time }),
  orders: z.array(id),
  cart: cart.nullable(),
  /** What members had marked the lost row with and not the kept one. */
  marks: z.array(z.object({ userId: id, mark: z.string() })).default([]),
});
export type JoinedCustomer = z.output<typeof joinedCustomer>;

const place = z.object({ status: z.string(), role: z.string() });
const dated = place.extend({ updatedAt: time });
const joinedMember = z.object({
  sellerId: id,
  kept: id,
  lost: id,
  before: dated,
  written: place,
  lostWas: dated,
});
export type JoinedMember = z.output<typeof joinedMember>;

const operator = z.union([
  z.object({ how: z.literal("whole") }),
  z.object({ how: z.literal("joined"), before: place, written: place, lostWas: place }),
]);
export type MovedOperator = z.output<typeof operator>;

export const moved = z.object({
  contacts: z.array(id),
  customers: z.array(rowOf),
  joinedCustomers: z.array(joinedCustomer),
  members: z.array(rowOf),
  joinedMembers: z.array(joinedMember),
  operator: operator.nullable(),
  invites: z.array(rowOf),
  messages: z.array(rowOf),
  /** The kept user had no name and took the other's. */
  names: z.object({ name: z.string().nullable(), company: z.string().nullable() }).nullable(),
});
export type Moved = z.output<typeof moved>;
export type MovedRow = z.output<typeof rowOf>;
