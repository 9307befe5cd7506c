import "server-only";
import { getTranslations } from "next-intl/server";
import { type AccountScope, type StoreScope, SystemScope } from "@/lib/access/scope";
import { recordAudit } from "@/lib/audit/record";
import { spend } from "@/lib/budgets/commands";
import { BUDGETS } from "@/lib/budgets/rules";
import type { Contact } from "@/lib/contacts/rules";
import { contactLookups, sealContact, unsealContact } from "@/lib/contacts/sealing";
import type { Db } from "@/lib/db/client";
import { isDuplicate } from "@/lib/db/errors";
import { newId } from "@/lib/db/ids";
import { appUrl } from "@/lib/env";
import { AppError, fieldError, notFoundError } from "@/lib/errors";
import { minorDigits } from "@/lib/i18n/format";
import { discardSeller, randomLetters } from "@/lib/onboarding/discarding/commands";
import { sealPasted } from "@/lib/onboarding/pasted";
import {
  firstMissing,
  MAX_UNOPENED,
  nextStep,
  type Onboarding,
  readOnboarding,
  type Step,
  withDone,
} from "@/lib/onboarding/rules";
import type { BeginInput, BusinessInput, DraftInput, ShopInput, SlugInput, StepInput } from "@/lib/onboarding/schema";
import { claimSlug, findSlugProblem, slugError } from "@/lib/onboarding/slug/commands";
import { tellOperators } from "@/lib/operators/notices/commands";
import { sellerName } from "@/lib/sellers/fields";
import { draftSlug, isDraftSlug } from "@/lib/sellers/slugs";

/** A store may not write its own seller: what it is called and where it stands is changed by the system, the seller in every condition. */
function asSystem(scope: AccountScope | StoreScope): SystemScope {
  return SystemScope.resolve("shop opening", { origin: scope.origin, actorId: scope.actorId });
}

/** A new draft, with whoever begins it as its first member; what they typed already is in it. */
export async function beginOpening(scope: AccountScope, { values }: BeginInput): Promise<{ slug: string }> {
  const { id: userId, name: userName } = scope.user;
  if (!userName) throw new AppError("conflict", "onboarding.errors.noName");
  const email = await findOwnEmail(scope);
  if (!email) throw new AppError("conflict", "onboarding.errors.noEmail");
  const waits = await spend(BUDGETS.openShop, userId);
  if (waits) throw new AppError("too_many", "onboarding.errors.tooMany");
  const t = await getTranslations("onboarding");
  const name = sellerName.safeParse(values.name ?? "");
  const seller = { id: newId(), slug: draftSlug(randomLetters()), name: name.success ? name.data : t("unnamed") };
  await asSystem(scope).tx(async (db) => {
    // One at a time per user, or several tabs would begin more than there may be.
    await db.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
    const unopened = await db.seller.count({ where: { createdBy: userId, status: { in: ["draft", "pending"] } } });
    if (unopened >= MAX_UNOPENED)
      throw new AppError("conflict", "onboarding.errors.unopened", { values: { count: MAX_UNOPENED } });
    const { locale } = scope.user;
    // Country, currency and zone stand for nothing before the first step is saved.
    await db.seller.createMany({
      data: {
        ...seller,
        ...{ status: "draft", country: "US", currency: "USD", timeZone: "UTC", createdBy: userId },
        ...{ defaultLocale: locale, languages: [locale], onboarding: { done: [], drafts: { business: values } } },
      },
    });
    const id = newId();
    await db.member.createMany({
      data: {
        ...{ sellerId: seller.id, id, userId, locale, role: "admin" },
        email: sealContact("members.email", `${seller.id}:${id}`, email),
        emailLookup: contactLookups(email)[0],
      },
    });
    await recordAudit(db, scope, {
      action: "seller.begun",
      targetKind: "seller",
      targetId: seller.id,
      sellerId: seller.id,
    });
  });
  return { slug: seller.slug };
}

/** Members are known by an e-mail: the one that they proved first. */
async function findOwnEmail(scope: AccountScope): Promise<Contact | null> {
  const row = await scope.db.contact.findFirst({
    where: { userId: scope.user.id, kind: "email", verifiedAt: { not: null } },
    orderBy: { verifiedAt: "asc" },
    select: { id: true, kind: true, value: true },
  });
  return row && unsealContact("contacts.value", row.id, row.kind, row.value);
}

/** What was typed in a step, valid or not, for whoever comes back to it. */
export async function keepTyped(scope: StoreScope, { step, values }: DraftInput): Promise<void> {
  await changeDraft(scope, async (db, onboarding) => {
    if (step === "clients") {
      const clients = values.rows.trim() ? { rows: sealPasted(scope.seller.id, values.rows) } : undefined;
      return write(db, scope, { ...onboarding, drafts: { ...onboarding.drafts, clients } });
    }
    const drafts = { ...onboarding.drafts, [step]: { ...onboarding.drafts[step], ...values } };
    // Until its step is saved, a draft is called what was typed last: lists of drafts would not tell them apart.
    const name =
      step === "business" && !onboarding.done.includes("business") ? sellerName.safeParse(values.name) : null;
    await write(db, scope, { ...onboarding, drafts }, name?.success ? { name: name.data } : {});
  });
}

export async function saveBusiness(scope: StoreScope, input: BusinessInput): Promise<{ slug: string; next: Step }> {
  await changeDraft(scope, async (db, onboarding) => {
    if (minorDigits(input.currency) !== minorDigits(scope.seller.currency)) await requireNoPrices(db, scope);
    await write(db, scope, withDone(onboarding, "business"), input);
  });
  return { slug: scope.seller.slug, next: nextStep("business") };
}

/** Prices keep their figures, which must mean the same number of decimals. */
async function requireNoPrices(db: Db, scope: StoreScope): Promise<void> {
  const products = await db.product.count({ where: { sellerId: scope.seller.id } });
  if (products > 0) throw fieldError("currency", "onboarding.errors.currencyUsed");
}

/** The address is the seller's from now on: whoever wants the same at this moment, or one that looks alike, is told. */
export async function saveShop(scope: StoreScope, input: ShopInput): Promise<{ slug: string; next: Step }> {
  const { languages, ...shop } = input;
  const seller = { ...scope.seller, town: input.town };
  try {
    await changeDraft(scope, async (db, onboarding) => {
      if (firstMissing(onboarding) === "business") throw missingError("business");
      if (shop.slug !== scope.seller.slug) {
        await requireNoInvites(db, scope);
        await claimSlug(db, seller, shop.slug);
      }
      const words = { languages, defaultLocale: languages[0] ?? scope.seller.defaultLocale };
      const was = isDraftSlug(scope.seller.slug) ? scope.seller.slug : onboarding.was;
      await write(db, scope, { ...withDone(onboarding, "shop"), was }, { ...shop, ...words });
    });
  } catch (error) {
    if (isDuplicate(error)) throw await slugError(asSystem(scope).db, seller, shop.slug, "taken");
    throw error;
  }
  return { slug: shop.slug, next: nextStep("shop") };
}

/** Links that were sent to members name the address. */
async function requireNoInvites(db: Db, scope: StoreScope): Promise<void> {
  const alive = { sellerId: scope.seller.id, kind: "member", status: "sent", expiresAt: { gt: new Date() } };
  if ((await db.invite.count({ where: alive })) > 0) throw fieldError("slug", "onboarding.errors.slug.invited");
}

/** Is this address free? For the field, while one types; saving decides. */
export async function checkSlug(scope: StoreScope, { slug }: SlugInput): Promise<void> {
  const waits = await spend(BUDGETS.trySlug, scope.user.id);
  if (waits) throw new AppError("too_many", "errors.tooMany", { values: { seconds: waits.seconds } });
  const problem = await findSlugProblem(asSystem(scope).db, scope.seller, slug);
  if (problem) throw problem;
}

/** Client list and members may stay empty; one says that one is through with them. */
export async function finishStep(scope: StoreScope, { step }: StepInput): Promise<{ slug: string; next: Step }> {
  await changeDraft(scope, async (db, onboarding) => {
    const missing = firstMissing(onboarding);
    if (missing === "business" || missing === "shop") throw missingError(missing);
    await write(db, scope, withDone(onboarding, step));
  });
  return { slug: scope.seller.slug, next: nextStep(step) };
}

/** Hands the draft to the operators, who are told. From now on it is theirs to approve or to send back. */
export async function submitOpening(scope: StoreScope): Promise<void> {
  await changeDraft(scope, async (db, onboarding, slug) => {
    const missing = firstMissing(onboarding);
    if (missing !== "review") throw missingError(missing);
    if (isDraftSlug(slug)) throw missingError("shop");
    await claimSlug(db, scope.seller, slug);
    const { id } = scope.seller;
    const data = { status: "pending", statusReason: null, submittedAt: new Date() };
    await db.seller.updateMany({ where: { id, status: "draft" }, data });
    await recordAudit(db, scope, { action: "seller.submitted", targetKind: "seller", targetId: id });
    const { name, country } = await db.seller.findFirstOrThrow({
      where: { id },
      select: { name: true, country: true },
    });
    const link = `${appUrl()}/admin/sellers/${slug}`;
    await tellOperators(db, "sellers.decide", { template: "seller-submitted", sellerName: name, country, link });
  });
}

function missingError(step: Step): AppError {
  return new AppError("conflict", `onboarding.errors.missing.${step}`);
}

export async function discardOpening(scope: StoreScope): Promise<void> {
  await changeDraft(scope, (db) => discardSeller(db, scope, scope.seller.id));
}

/** One change at a time; what is not a draft any more is not changed here. */
async function changeDraft(
  scope: StoreScope,
  change: (db: Db, onboarding: Onboarding, slug: string) => Promise<void>,
): Promise<void> {
  await asSystem(scope).tx(async (db) => {
    const [row] = await db.$queryRaw<{ status: string; slug: string; onboarding: unknown }[]>`
      SELECT status, slug, onboarding FROM sellers WHERE id = ${scope.seller.id}::uuid FOR NO KEY UPDATE`;
    if (!row) throw notFoundError();
    if (row.status !== "draft") throw new AppError("conflict", "onboarding.errors.submitted");
    await change(db, readOnboarding(row.onboarding), row.slug);
  });
}

async function write(
  db: Db,
  scope: StoreScope,
  { done, drafts, was }: Onboarding,
  columns: Partial<BusinessInput> &
    Partial<Omit<ShopInput, "languages">> & { languages?: string[]; defaultLocale?: string } = {},
): Promise<void> {
  const { business, shop, clients } = drafts;
  const kept = { ...(business && { business }), ...(shop && { shop }), ...(clients && { clients }) };
  const onboarding = { done, drafts: kept, ...(was && { was }) };
  await db.seller.updateMany({ where: { id: scope.seller.id }, data: { ...columns, onboarding } });
}
