import "server-only";
import { type AccountScope, type StoreScope, SystemScope } from "@/lib/access/scope";
import { notFoundError } from "@/lib/errors";
import { firstMissing, type Onboarding, readOnboarding, type Step } from "@/lib/onboarding/rules";
import type { SellerStatus } from "@/lib/sellers/rules";
import { isDraftSlug } from "@/lib/sellers/slugs";

export type OpeningItem = {
  id: string;
  name: string;
  slug: string;
  status: "draft" | "pending";
  /** Where one goes on. */
  step: Step;
  /** Why it was sent back. */
  reason: string | null;
  /** Its address before it had chosen one. */
  was: string | null;
  createdAt: Date;
};

/** The shops that this person is opening, the newest first. */
export async function listOpenings(account: AccountScope): Promise<OpeningItem[]> {
  const own = await account.db.member.findMany({
    where: {
      userId: account.user.id,
      status: "active",
      role: "admin",
      seller: { status: { in: ["draft", "pending"] } },
    },
    select: { sellerId: true },
    take: 100,
  });
  if (own.length === 0) return [];
  // An account reads of sellers what strangers may read, too; the wizard's notes are for members.
  const system = SystemScope.resolve("own shop openings", { origin: account.origin, actorId: account.actorId });
  const rows = await system.db.seller.findMany({
    where: { id: { in: own.map(({ sellerId }) => sellerId) }, status: { in: ["draft", "pending"] } },
    orderBy: { id: "desc" },
    select: { id: true, name: true, slug: true, status: true, onboarding: true, statusReason: true, createdAt: true },
  });
  return rows.map(({ onboarding, statusReason, ...row }) => {
    const read = readOnboarding(onboarding);
    const status = row.status === "pending" ? "pending" : "draft";
    return { ...row, status, step: firstMissing(read), reason: statusReason, was: read.was ?? null };
  });
}

/** Members are known by an e-mail: has this person proved one? */
export async function hasEmail(account: AccountScope): Promise<boolean> {
  const where = { userId: account.user.id, kind: "email", verifiedAt: { not: null } } as const;
  return (await account.db.contact.count({ where })) > 0;
}

export type Opening = {
  id: string;
  slug: string;
  status: SellerStatus;
  onboarding: Onboarding;
  /** Why it was sent back. */
  reason: string | null;
  submittedAt: Date | null;
  business: {
    name: string;
    legalName: string;
    registrationNumber: string;
    country: string;
    currency: string;
    timeZone: string;
  } | null;
  shop: {
    street: string;
    postcode: string;
    town: string;
    trade: string;
    description: string;
    slug: string;
    accent: string;
    languages: string[];
    discoverable: boolean;
  } | null;
  logo: string | null;
  clients: number;
  members: number;
};

/** A shop that is being opened: what was saved of each step, null where nothing was. */
export async function getOpening(scope: StoreScope): Promise<Opening> {
  const { id } = scope.seller;
  const row = await scope.db.seller.findFirst({ where: { id } });
  if (!row) throw notFoundError();
  const onboarding = readOnboarding(row.onboarding);
  const clients = await scope.db.client.count({ where: { sellerId: id, status: { not: "revoked" } } });
  const members = await scope.db.member.count({ where: { sellerId: id, status: "active" } });
  const text = (value: string | null) => value ?? "";
  return {
    ...{ id, slug: row.slug, status: row.status as SellerStatus, onboarding, clients, members },
    ...{ reason: row.statusReason, submittedAt: row.submittedAt, logo: row.logo },
    business: onboarding.done.includes("business")
      ? {
          name: row.name,
          legalName: text(row.legalName),
          registrationNumber: text(row.registrationNumber),
          ...{ country: row.country, currency: row.currency, timeZone: row.timeZone },
        }
      : null,
    shop: onboarding.done.includes("shop")
      ? {
          ...{ street: text(row.street), postcode: text(row.postcode), town: text(row.town), trade: text(row.trade) },
          description: text(row.description),
          slug: isDraftSlug(row.slug) ? "" : row.slug,
          ...{ accent: text(row.accent), languages: row.languages, discoverable: row.discoverable },
        }
      : null,
  };
}
