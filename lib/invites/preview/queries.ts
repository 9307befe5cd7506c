import "server-only";
import type { ScopeSeller } from "@/lib/access/base-scope";
import { inviteExpiry } from "@/lib/invites/rules";
import type { InvitePreview } from "@/lib/invites/schema";
import { inviteLink, inviteMessage } from "@/lib/invites/words";
import { plainContent } from "@/lib/messages/content";
import type { Channel } from "@/lib/messages/templates";

/** Where the seller's own words stand in a preview. */
const WORDS = "\uE000";

/** How an invite reads in the seller's language, with and without words of its own; for the dialog to put them in as they are typed. */
export function previewInvite(seller: Pick<ScopeSeller, "name" | "slug" | "defaultLocale">): InvitePreview {
  const token = "x".repeat(43);
  const worded = (channel: Channel, message: string | null) =>
    plainContent(
      channel,
      inviteMessage(seller, { token, message, expiresAt: inviteExpiry(new Date()) }),
      seller.defaultLocale,
    );
  const { subject, text } = worded("email", null);
  return {
    words: WORDS,
    link: inviteLink(seller.slug, token),
    shortLink: inviteLink(seller.slug, "…"),
    locale: seller.defaultLocale,
    sms: { bare: worded("sms", null).text, worded: worded("sms", WORDS).text },
    email: { subject: subject ?? "", bare: text, worded: worded("email", WORDS).text },
  };
}
