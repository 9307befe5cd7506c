import type { MemberRole } from "@/lib/access/permissions";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import type { CustomerStatus, Grant } from "@/lib/customers/rules";
import type { Prisma } from "@/lib/generated/prisma/client";
import { INVITE_DAYS, type InviteStatus } from "@/lib/invites/rules";
import { randomToken, tokenHash } from "@/lib/secrets";
import type { SellerStatus } from "@/lib/sellers/rules";
import { idAt, systemDb, unique } from "./db";
import { contactOf, createUser, ensureUser } from "./people";

type SellerRef = { id: string };
type UserRef = { id: string; contacts?: readonly Contact[] };

export type NewSeller = Partial<
  Omit<Prisma.SellerCreateManyInput, "id" | "status" | "orderMinimum" | "createdAt" | "updatedAt">
> & {
  status?: SellerStatus;
  orderMinimum?: number;
  createdAt?: Date;
};
export type CreatedSeller = ReturnType<typeof sellerRow>;

export function sellerRow(options: NewSeller = {}) {
  const { orderMinimum = 0, createdAt = new Date(), ...rest } = options;
  return {
    slug: unique("seller"),
    name: "Test Seller",
    status: "open",
    currency: "USD",
    country: "US",
    timeZone: "America/New_York",
    ...rest,
    id: idAt(createdAt),
    orderMinimum: BigInt(orderMinimum),
    createdAt,
    updatedAt: createdAt,
  } satisfies Prisma.SellerCreateManyInput;
}

/** An open seller in dollars unless told otherwise. */
export async function createSeller(options: NewSeller = {}): Promise<CreatedSeller> {
  const row = sellerRow(options);
  await systemDb().seller.createMany({ data: row });
  return row;
}

export type NewMember = {
  seller: SellerRef;
  user?: UserRef;
  role?: MemberRole;
  status?: "active" | "deactivated";
  locale?: string;
  email?: string;
  joinDate?: Date;
};
export type CreatedMember = {
  id: string;
  sellerId: string;
  userId: string;
  role: MemberRole;
};

export function memberRow(options: NewMember & { user: UserRef }) {
  const joinDate = options.joinDate ?? new Date();
  const id = idAt(joinDate);
  const sellerId = options.seller.id;
  const known = options.user.contacts?.find((contact) => contact.kind === "email");
  const email: Contact = options.email
    ? contactOf(options.email)
    : (known ?? contactOf(`${unique("member")}@example.com`));
  return {
    sellerId,
    id,
    userId: options.user.id,
    email: sealContact("members.email", `${sellerId}:${id}`, email),
    emailLookup: contactLookups(email)[0],
    locale: options.locale ?? "en",
    role: options.role ?? "admin",
    status: options.status ?? "active",
    joinDate,
    createdAt: joinDate,
    updatedAt: joinDate,
  } satisfies Prisma.MemberCreateManyInput;
}

/** An active admin unless told otherwise; makes the person when none is given. */
export async function createMember(options: NewMember): Promise<CreatedMember> {
  const row = memberRow({
    ...options,
    user: options.user ?? (await createUser()),
  });
  await systemDb().member.createMany({ data: row });
  return {
    id: row.id,
    sellerId: row.sellerId,
    userId: row.userId,
    role: row.role,
  };
}

export type NewCustomer = {
  seller: SellerRef;
  user?: UserRef;
  status?: CustomerStatus;
  grantedHow?: Grant | null;
  grantedBy?: string;
  /** The entry of the client list that let them in. */
  client?: { id: string };
  priceList?: { id: string } | null;
  /** The seller's own name and company for them. */
  name?: string | null;
  company?: string | null;
  note?: string | null;
  /** The contact that the seller knows them by. */
  contact?: Contact | null;
  requestNote?: string;
  requestCompany?: string;
  requestCount?: number;
  shareLink?: { id: string };
  decidedAt?: Date;
  decisionNote?: string;
  /** True: has been in the shop already. */
  visited?: boolean;
  lastVisitAt?: Date;
  createdAt?: Date;
};
export type CreatedCustomer = { id: string; sellerId: string; userId: string };

export function customerRow(options: NewCustomer & { user: UserRef }) {
  const createdAt = options.createdAt ?? new Date();
  const id = idAt(createdAt);
  const sellerId = options.seller.id;
  const status = options.status ?? "approved";
  const wasGranted = status === "approved" || status === "revoked";
  const grantedHow = options.grantedHow === undefined && wasGranted ? "manual" : (options.grantedHow ?? null);
  return {
    sellerId,
    id,
    userId: options.user.id,
    status,
    grantedHow,
    grantedBy: options.grantedBy ?? null,
    grantedAt: grantedHow ? createdAt : null,
    clientId: options.client?.id ?? null,
    joinDate: grantedHow ? createdAt : null,
    name: options.name ?? null,
    company: options.company ?? null,
    note: options.note ?? null,
    ...knownBy(`${sellerId}:${id}`, options.contact),
    ...requestOf(options, status, createdAt),
    priceListId: options.priceList?.id ?? null,
    firstVisitAt: options.visited || options.lastVisitAt ? createdAt : null,
    lastVisitAt: options.lastVisitAt ?? null,
    createdAt,
    updatedAt: createdAt,
  } satisfies Prisma.CustomerCreateManyInput;
}

/** What was asked, and when the seller decided. */
function requestOf(options: NewCustomer, status: CustomerStatus, createdAt: Date) {
  const asked = status === "requested" || status === "rejected";
  const decided = status !== "invited" && status !== "requested";
  return {
    requestNote: options.requestNote ?? null,
    requestCompany: options.requestCompany ?? null,
    requestedAt: asked ? createdAt : null,
    requestCount: options.requestCount ?? (asked ? 1 : 0),
    shareLinkId: options.shareLink?.id ?? null,
    decidedAt: options.decidedAt ?? (decided ? createdAt : null),
    decisionNote: options.decisionNote ?? null,
  };
}

function knownBy(row: string, contact: Contact | null | undefined) {
  if (!contact) return {};
  return {
    contactKind: contact.kind,
    contactValue: sealContact("customers.contact_value", row, contact),
    contactLookup: contactLookups(contact)[0],
  };
}

/** An approved customer unless told otherwise; makes the person when none is given. */
export async function createCustomer(options: NewCustomer): Promise<CreatedCustomer> {
  const row = customerRow({
    ...options,
    user: options.user ?? (await createUser()),
  });
  await systemDb().customer.createMany({ data: row });
  return { id: row.id, sellerId: row.sellerId, userId: row.userId };
}

export type NewInvite = {
  seller: SellerRef & { slug?: string };
  contact: string;
  sentBy: string;
  userId?: string;
  status?: InviteStatus;
  kind?: "customer" | "member";
  /** What a member invite offers. */
  role?: MemberRole;
  locale?: string;
  name?: string | null;
  company?: string | null;
  priceList?: { id: string } | null;
  createdAt?: Date;
  expiresAt?: Date;
};
export type CreatedInvite = {
  id: string;
  userId: string;
  token: string;
  path: string;
};

export function inviteRow(options: NewInvite & { userId: string }) {
  const createdAt = options.createdAt ?? new Date();
  const expiresAt = options.expiresAt ?? new Date(createdAt.getTime() + INVITE_DAYS * 86_400_000);
  const later = (days: number) => new Date(createdAt.getTime() + days * 86_400_000);
  const id = idAt(createdAt);
  const sellerId = options.seller.id;
  const contact = contactOf(options.contact);
  const status = options.status ?? "sent";
  const token = randomToken();
  const kind = options.kind ?? "customer";
  const row = {
    sellerId,
    id,
    kind,
    role: kind === "member" ? (options.role ?? "support") : null,
    locale: kind === "member" ? (options.locale ?? "en") : null,
    channel: contact.kind === "phone" ? "sms" : "email",
    contactKind: contact.kind,
    contactValue: sealContact("invites.contact_value", `${sellerId}:${id}`, contact),
    contactLookup: contactLookups(contact)[0],
    tokenHash: Uint8Array.from(tokenHash(token)),
    status,
    name: options.name ?? null,
    company: options.company ?? null,
    priceListId: options.priceList?.id ?? null,
    userId: options.userId,
    sentBy: options.sentBy,
    usedBy: status === "used" ? options.userId : null,
    createdAt,
    sentAt: createdAt,
    expiresAt,
    registeredAt: status === "registered" || status === "used" ? later(1) : null,
    usedAt: status === "used" ? later(1) : null,
    expiredAt: status === "expired" ? expiresAt : null,
    revokedAt: status === "revoked" ? later(2) : null,
  } satisfies Prisma.InviteCreateManyInput;
  return { row, token };
}

/** What the status of a customer invite means for the customer's row. */
const CUSTOMER_AFTER = {
  sent: "invited",
  registered: "approved",
  used: "approved",
  expired: "invited",
  revoked: "revoked",
} as const;

/** A live customer invite unless told otherwise; makes the invited person and their customers row when there is none. */
export async function createInvite(options: NewInvite): Promise<CreatedInvite> {
  const userId = options.userId ?? (await ensureUser(contactOf(options.contact)));
  const { row, token } = inviteRow({ ...options, userId });
  const db = systemDb();
  await db.invite.createMany({ data: row });
  if (
    row.kind === "customer" &&
    !(await db.customer.findFirst({
      where: { sellerId: row.sellerId, userId },
      select: { id: true },
    }))
  ) {
    await createCustomer({
      ...options,
      user: { id: userId },
      contact: contactOf(options.contact),
      status: CUSTOMER_AFTER[row.status],
      grantedHow: CUSTOMER_AFTER[row.status] === "approved" ? "invite" : null,
      visited: row.status === "used",
    });
  }
  return {
    id: row.id,
    userId,
    token,
    path: `/invite/${options.seller.slug ?? ""}/${token}`,
  };
}
