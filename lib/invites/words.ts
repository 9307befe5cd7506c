import { appUrl } from "@/lib/env";
import { fieldError } from "@/lib/errors";
import { leadsElsewhere } from "@/lib/invites/rules";

/** What a first, a new and a reminding message have in common. */
export function inviteMessage(
  seller: { name: string; slug: string },
  { token, message, expiresAt }: { token: string; message: string | null; expiresAt: Date },
) {
  return {
    template: "customer-invite" as const,
    sellerName: seller.name,
    link: inviteLink(seller.slug, token),
    expiresAt: expiresAt.toISOString(),
    ...(message && { message }),
  };
}

export function inviteLink(slug: string, token: string): string {
  return `${appUrl()}/invite/${slug}/${token}`;
}

/** Recipients must be able to trust the one link that is in an invite. */
export function requireOwnLinks(message: string): void {
  if (leadsElsewhere(message, appUrl())) throw fieldError("message", "invites.errors.link");
}
