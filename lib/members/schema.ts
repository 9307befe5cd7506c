import { z } from "zod";
import { MEMBER_ROLES, type MemberRole } from "@/lib/access/permissions";
import { type Locale, locales } from "@/lib/i18n/locales";
import type { MemberStatus } from "@/lib/members/rules";
import type { MessageStatus } from "@/lib/messages/rules";
import { cursorInput, limitInput } from "@/lib/paging";
import type { SellerStatus } from "@/lib/sellers/rules";
import { line } from "@/lib/text";

const role = z.enum(MEMBER_ROLES, "members.errors.role");
const locale = z.enum(Object.keys(locales) as [Locale, ...Locale[]], "members.errors.locale");

export const inviteMemberInput = z.object({
  /** As typed. */
  email: z.string("members.errors.email").max(320, "contacts.errors.email"),
  role,
  locale,
  name: line()
    .max(100, "members.errors.tooLong")
    .transform((value) => value || null)
    .nullish(),
});
export const memberInput = z.object({ id: z.uuid("errors.id") });
export const changeMemberInput = memberInput.extend({ role: role.optional(), locale: locale.optional() });
export const ownLocaleInput = z.object({ locale });
/** Said on purpose: an empty call leaves nothing. */
export const leaveInput = z.object({ leave: z.literal(true, "errors.field") });
/** The two parts of an invite's link. */
export const joinTeamInput = z.object({ seller: z.string("errors.field"), token: z.string("errors.field") });
export type JoinTeamInput = z.output<typeof joinTeamInput>;

const ofSeller = { sellerId: z.uuid("errors.id") };
export const inviteMemberOfInput = inviteMemberInput.extend(ofSeller);
export const memberOfInput = memberInput.extend(ofSeller);
export const changeMemberOfInput = changeMemberInput.extend(ofSeller);

export type NewMemberInvite = z.output<typeof inviteMemberInput>;
export type MemberChange = z.output<typeof changeMemberInput>;

/** A select that stands at "all" says nothing. */
function chosen<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => value || undefined, schema.optional());
}

/** What the list is narrowed to; the same words stand in the page's address. */
export const memberFilter = z.object({
  /** A whole e-mail, or the beginning of a name. */
  q: line().max(320, "members.errors.tooLong").default(""),
  role: chosen(role),
  status: chosen(z.enum(["active", "deactivated"], "errors.field")),
});
/** Rows of one page. */
export const MEMBER_PAGE = 50;
export type MemberFilter = z.output<typeof memberFilter>;
export const listMembersInput = memberFilter.extend({ limit: limitInput, cursor: cursorInput(z.tuple([z.uuid()])) });

export type MemberItem = {
  id: string;
  name: string | null;
  email: string;
  role: MemberRole;
  status: MemberStatus;
  locale: Locale;
  joinDate: string;
  /** The reader. */
  own: boolean;
  /** Nobody else could take their place: see the last-admin rule. */
  lastAdmin: boolean;
};
export type MemberPage = { items: MemberItem[]; nextCursor: string | null; total: number; sellerId: string };

export type MemberInviteItem = {
  id: string;
  email: string;
  name: string | null;
  role: MemberRole;
  locale: Locale;
  status: "sent" | "expired";
  /** Null: not a member of this seller. */
  sentBy: string | null;
  sentAt: string;
  expiresAt: string;
  /** Its recipient found the link dead and asks for a new one. */
  asked: boolean;
  /** How its newest message stands. */
  delivery: MessageStatus | null;
};

/** One of the stores that one can switch to; `detail` is the role there, in words. */
export type StorePlace = {
  slug: string;
  name: string;
  logo: string | null;
  role: MemberRole;
  status: SellerStatus;
  detail: string;
};
export type StorePlaces = { items: StorePlace[]; sellerId: null };
