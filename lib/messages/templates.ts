import { z } from "zod";
import { MEMBER_ROLES, OPERATOR_ROLES } from "@/lib/access/permissions";
import { MEMBER_CHANGES } from "@/lib/members/rules";
import { visitAlert, visitDigest, weeklySummary } from "@/lib/messages/visit-templates";
import { OPERATOR_CHANGES } from "@/lib/operators/rules";
import { TOLD_DECISIONS } from "@/lib/sellers/rules";

export type Channel = "sms" | "email";

const code = { code: z.string().regex(/^\d{6}$/), minutes: z.number().int().positive() };
const link = z.url();
const sellerName = z.string();
const role = z.enum(MEMBER_ROLES);
/** `message`: in the seller's own words, in lines. */
const invite = { sellerName, link, expiresAt: z.iso.datetime(), message: z.string().nullish() };

/** Every message that the platform sends, and what each needs to be worded. */
export const templateMessage = z.discriminatedUnion("template", [
  z.object({ template: z.literal("sign-in-code"), ...code }),
  z.object({ template: z.literal("add-contact-code"), ...code }),
  z.object({ template: z.literal("customer-invite"), ...invite }),
  /** Once, to whoever has not answered; with a link of its own. */
  z.object({ template: z.literal("invite-reminder"), ...invite }),
  z.object({ template: z.literal("access-approved"), sellerName, link }),
  /** To a customer: the seller's client list has let them in. */
  z.object({ template: z.literal("access-given"), sellerName, link }),
  z.object({ template: z.literal("access-rejected"), sellerName, reason: z.string().optional() }),
  /** To a customer: a member, or the client list, ended their access, or a member gave it back. */
  z.object({ template: z.literal("access-revoked"), sellerName }),
  z.object({ template: z.literal("access-restored"), sellerName, link }),
  /** To members. */
  z.object({ template: z.literal("access-requested"), sellerName, customerName: z.string(), link }),
  /** The recipient of an invite whose link is dead, or came to another contact. */
  z.object({ template: z.literal("invite-asked-again"), sellerName, customerName: z.string(), link }),
  /** To a customer: money is given back for an order. */
  z.object({
    template: z.literal("order-refunded"),
    sellerName,
    number: z.number().int(),
    /** Minor units of the currency. */
    amount: z.number().int(),
    currency: z.string(),
    reason: z.string(),
    link,
  }),
  /** To join as a member; `inviter`: the admin who asks, where it is one. */
  z.object({
    template: z.literal("member-invite"),
    sellerName,
    inviter: z.string().nullable(),
    role,
    link,
    expiresAt: z.iso.datetime(),
    /** The shop is not open yet: anybody may have called it anything. */
    unopened: z.boolean().optional(),
  }),
  /** To the member whom it is about. */
  z.object({ template: z.literal("member-joined"), sellerName, role, link }),
  z.object({ template: z.literal("member-changed"), sellerName, change: z.enum(MEMBER_CHANGES), role, link }),
  /** To all members: what operators decided about their store. */
  z.object({
    template: z.literal("seller-decided"),
    sellerName,
    decision: z.enum(TOLD_DECISIONS),
    reason: z.string().nullable(),
    link,
  }),
  /** To operators who may decide about sellers; the country by its code. */
  z.object({ template: z.literal("seller-submitted"), sellerName, country: z.string().regex(/^[A-Z]{2}$/), link }),
  /** To the operator whom it is about. */
  z.object({
    template: z.literal("operator-changed"),
    change: z.enum(OPERATOR_CHANGES),
    role: z.enum(OPERATOR_ROLES),
    link,
  }),
  /** To every contact of both: two users have become one, and until when that can be undone. */
  z.object({ template: z.literal("users-merged"), at: z.iso.datetime(), until: z.iso.datetime() }),
  /** To a contact that was taken off its user. */
  z.object({ template: z.literal("contact-removed"), at: z.iso.datetime() }),
  z.object({
    template: z.literal("customer-auto-approved"),
    sellerName,
    /** Of all; the first few by name. */
    count: z.number().int().positive(),
    names: z.array(z.string()),
    link,
  }),
  visitAlert,
  visitDigest,
  weeklySummary,
]);

export type TemplateMessage = z.output<typeof templateMessage>;
export type Template = TemplateMessage["template"];

/** Somebody waits in front of the screen for these: they go first, and after their minutes they are useless. */
export const CODE_TEMPLATES = ["sign-in-code", "add-contact-code"] as const satisfies readonly Template[];
