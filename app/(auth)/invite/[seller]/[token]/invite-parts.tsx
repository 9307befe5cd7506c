import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { formatDate } from "@/lib/i18n/format";
import type { InviteLink } from "@/lib/invites/links/queries";

/** To which contact it went, and until when it is good. */
export async function InvitedContact({ invite }: { invite: InviteLink }) {
  const [t, locale] = await Promise.all([getTranslations("invites.page"), getLocale()]);
  const { seller, maskedContact, expiresAt } = invite;
  return (
    <dl className="flex flex-col gap-0.5 rounded-md bg-muted px-4 py-3">
      <dt className="text-muted-foreground text-xs">{t("contact")}</dt>
      <dd className="font-medium tabular-nums">
        <bdi dir="ltr">{maskedContact}</bdi>
      </dd>
      <dd className="text-muted-foreground text-xs">
        {t("expires", { date: formatDate(expiresAt, "date", locale, seller.timeZone) })}
      </dd>
    </dl>
  );
}

/** Whom to ask: the member who sent it, or the seller. */
export async function whoToAsk({ inviter, seller }: InviteLink): Promise<string> {
  const t = await getTranslations("invites.page");
  return inviter ? t("who", { inviter, seller: seller.name }) : seller.name;
}

export function BigLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={buttonVariants({ variant: "secondary", size: "lg" })}>
      {children}
    </Link>
  );
}
