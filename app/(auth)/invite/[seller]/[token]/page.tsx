import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { cache, type ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { AuthShell } from "@/components/shells/auth-shell";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { type AccountScope, findAccount } from "@/lib/access/scope";
import { formatDate } from "@/lib/i18n/format";
import { findInviteByToken, type InviteLink, ownsInvitedContact } from "@/lib/invites/queries";
import { AskAgain } from "./ask-again";
import { JoinSignedIn } from "./join-signed-in";

type Props = {
  params: Promise<{ seller: string; token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

// Opening an invite changes nothing, however often: scanners and previews open links too.
const findInvite = cache(findInviteByToken);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller, token } = await params;
  const [t, invite] = await Promise.all([getTranslations("invites.page"), findInvite(seller, token)]);
  return {
    title: invite ? t("title", { seller: invite.seller.name }) : t("unknown.title"),
    robots: { index: false },
    // The address is the invite: it stays here.
    referrer: "no-referrer",
  };
}

export default async function InvitePage({ params, searchParams }: Props) {
  const [{ seller: slug, token }, { prove }] = await Promise.all([params, searchParams]);
  const [t, invite, account] = await Promise.all([
    getTranslations("invites.page"),
    findInvite(slug, token),
    findAccount(),
  ]);
  if (!invite) return <UnknownInvite />;
  const { seller, status } = invite;
  const open = status === "sent";
  return (
    <AuthShell
      mark={<Avatar name={seller.name} src={seller.logo} size="lg" square />}
      title={t("title", { seller: seller.name })}
      description={open ? t("description", { seller: seller.name }) : undefined}
    >
      {open ? (
        <OpenInvite invite={invite} account={account} link={`${slug}/${token}`} begun={prove === "1"} />
      ) : (
        <EndedInvite
          invite={invite}
          token={token}
          joined={account !== null && (await ownsInvitedContact(account, slug, token))}
        />
      )}
    </AuthShell>
  );
}

interface OpenInviteProps {
  invite: InviteLink;
  account: AccountScope | null;
  link: string;
  begun: boolean;
}

async function OpenInvite({ invite, account, link, begun }: OpenInviteProps) {
  const [t, locale] = await Promise.all([getTranslations("invites.page"), getLocale()]);
  const { seller, maskedContact, contactKind, expiresAt } = invite;
  const next = `/s/${seller.slug}`;
  const [slug = "", token = ""] = link.split("/");
  return (
    <div className="flex flex-col gap-5">
      <dl className="flex flex-col gap-0.5 rounded-md bg-muted px-4 py-3">
        <dt className="text-muted-foreground text-xs">{t("contact")}</dt>
        <dd className="font-medium tabular-nums">
          <bdi dir="ltr">{maskedContact}</bdi>
        </dd>
        <dd className="text-muted-foreground text-xs">
          {t("expires", { date: formatDate(expiresAt, "date", locale, seller.timeZone) })}
        </dd>
      </dl>
      {account ? (
        <ClientMessages namespaces={["invites"]}>
          <JoinSignedIn
            other={!(await ownsInvitedContact(account, slug, token))}
            contact={maskedContact}
            seller={seller}
            token={token}
            who={await whoToAsk(invite)}
            asked={invite.asked}
            onward={`/sign-in?${new URLSearchParams({ next, invite: link })}`}
            begun={begun}
          />
        </ClientMessages>
      ) : (
        <form action="/sign-in" className="flex flex-col gap-4">
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="invite" value={link} />
          <p className="text-pretty text-muted-foreground text-sm">{t(`how.${contactKind}`)}</p>
          <Button type="submit" size="lg">
            {t("continue")}
          </Button>
        </form>
      )}
    </div>
  );
}

/** Whom to ask: the member who sent it, or the seller. */
async function whoToAsk({ inviter, seller }: InviteLink): Promise<string> {
  const t = await getTranslations("invites.page");
  return inviter ? t("who", { inviter, seller: seller.name }) : seller.name;
}

interface EndedInviteProps {
  invite: InviteLink;
  token: string;
  joined: boolean;
}

/** What happened to it, whom to ask, and one button to ask for a new one. */
async function EndedInvite({ invite, token, joined }: EndedInviteProps) {
  const [t, locale] = await Promise.all([getTranslations("invites.page"), getLocale()]);
  const { seller, status, maskedContact, expiresAt, asked } = invite;
  const answered = status === "registered" || status === "used";
  const state = answered ? (joined ? "joined" : "answered") : status === "sent" ? "closed" : status;
  const values = {
    seller: seller.name,
    who: await whoToAsk(invite),
    contact: maskedContact,
    date: formatDate(expiresAt, "date", locale, seller.timeZone),
  };
  return (
    <div className="flex flex-col gap-5">
      <Alert tone={state === "joined" ? "success" : answered ? "info" : "warning"} title={t(`${state}.title`)}>
        {t(`${state}.text`, values)}
      </Alert>
      {answered ? <BigLink href={`/s/${seller.slug}`}>{t("shop")}</BigLink> : null}
      {state === "joined" || state === "closed" ? null : (
        <ClientMessages namespaces={["invites"]}>
          <AskAgain seller={seller} token={token} asked={asked} />
        </ClientMessages>
      )}
    </div>
  );
}

async function UnknownInvite() {
  const t = await getTranslations("invites.page.unknown");
  return (
    <AuthShell title={t("title")} description={t("text")}>
      <BigLink href="/">{t("home")}</BigLink>
    </AuthShell>
  );
}

function BigLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={buttonVariants({ variant: "secondary", size: "lg" })}>
      {children}
    </Link>
  );
}
