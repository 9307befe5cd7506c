import type { OperatorRole } from "@/lib/access/permissions";
import { sessionCookieName } from "@/lib/auth/cookie";
import { encodeSession, SESSION_DAYS } from "@/lib/auth/session-token";
import { type Contact, parseContact } from "@/lib/contacts/rules";
import { contactLookups, sealContact } from "@/lib/contacts/sealing";
import { newId } from "@/lib/db/ids";
import { appUrl } from "@/lib/env";
import type { Prisma } from "@/lib/generated/prisma/client";
import { currentKeyId } from "@/lib/sealed";
import { idAt, systemDb, unique } from "./db";

/** A spelling that parses, or the same not yet proved. */
type NewContact = string | { value: string; verified: boolean };

export type NewUser = {
  name?: string | null;
  company?: string | null;
  locale?: string;
  status?: "active" | "disabled";
  contacts?: NewContact[];
  createdAt?: Date;
  lastSeenAt?: Date;
};

export type CreatedUser = {
  id: string;
  name: string | null;
  company: string | null;
  contacts: (Contact & { id: string })[];
};

/** The normalised contact of a spelling that is known to be good. */
export function contactOf(raw: string): Contact {
  const parsed = parseContact(raw);
  if ("contact" in parsed) return parsed.contact;
  throw new Error(`Factories were given a contact that does not parse: ${parsed.problem}.`);
}

/** The rows of one user, not yet written: seed writes thousands at once. */
export function userRows(options: NewUser = {}) {
  const createdAt = options.createdAt ?? new Date();
  const user = {
    id: idAt(createdAt),
    name: options.name === undefined ? "Test Person" : options.name,
    company: options.company ?? null,
    locale: options.locale ?? "en",
    status: options.status ?? "active",
    createdAt,
    updatedAt: createdAt,
    lastSeenAt: options.lastSeenAt ?? new Date(),
  } satisfies Prisma.UserCreateManyInput;
  const contacts = (options.contacts ?? [`${unique("person")}@example.com`]).map((given) => {
    const { value, verified } = typeof given === "string" ? { value: given, verified: true } : given;
    return contactRow(user.id, contactOf(value), verified ? createdAt : null, createdAt);
  });
  return { user, contacts };
}

function contactRow(userId: string, contact: Contact, verifiedAt: Date | null, createdAt: Date) {
  const id = idAt(createdAt);
  const row = {
    id,
    userId,
    kind: contact.kind,
    value: sealContact("contacts.value", id, contact),
    lookup: contactLookups(contact)[0],
    lookupKeyId: currentKeyId(),
    verifiedAt,
    createdAt,
  } satisfies Prisma.ContactCreateManyInput;
  return { row, contact };
}

/** A person with one verified e-mail unless told otherwise. */
export async function createUser(options: NewUser = {}): Promise<CreatedUser> {
  const { user, contacts } = userRows(options);
  const db = systemDb();
  await db.user.createMany({ data: user });
  await db.contact.createMany({ data: contacts.map(({ row }) => row) });
  return {
    id: user.id,
    name: user.name,
    company: user.company,
    contacts: contacts.map(({ row, contact }) => ({ id: row.id, ...contact })),
  };
}

/** Finds the user of a contact, or makes one that has not proved it: what an invite does. */
export async function ensureUser(contact: Contact): Promise<string> {
  const known = await systemDb().contact.findFirst({
    where: { kind: contact.kind, lookup: { in: contactLookups(contact) } },
    select: { userId: true },
  });
  if (known) return known.userId;
  const { id } = await createUser({
    name: null,
    contacts: [{ value: contact.value, verified: false }],
  });
  return id;
}

export type NewOperator = NewUser & {
  userId?: string;
  role?: OperatorRole;
  operatorStatus?: "active" | "deactivated";
};

export async function createOperator({
  userId,
  role = "admin",
  operatorStatus = "active",
  ...user
}: NewOperator = {}): Promise<{ userId: string }> {
  const id = userId ?? (await createUser(user)).id;
  await systemDb().operator.createMany({
    data: { userId: id, role, status: operatorStatus },
  });
  return { userId: id };
}

export type NewSession = {
  contactId?: string;
  ip?: string;
  userAgent?: string;
  expiresAt?: Date;
  endedAt?: Date;
};
export type CreatedSession = {
  sessionId: string;
  cookie: { name: string; value: string };
};

/** A live session, and the cookie with which a browser carries it. */
export async function createSession(userId: string, options: NewSession = {}): Promise<CreatedSession> {
  const id = newId();
  const expiresAt = options.expiresAt ?? new Date(Date.now() + SESSION_DAYS * 86_400_000);
  await systemDb().session.createMany({
    data: { id, userId, ...options, expiresAt },
  });
  return {
    sessionId: id,
    cookie: {
      name: sessionCookieName(appUrl()),
      value: await encodeSession({ sid: id }),
    },
  };
}
