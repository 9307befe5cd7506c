import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";
import { JoinStanding } from "@/app/(auth)/join-standing";
import { ClientMessages } from "@/components/client-messages";
import { AuthShell } from "@/components/shells/auth-shell";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { type AccountScope, findAccount } from "@/lib/access/scope";
import { formatDate } from "@/lib/i18n/format";
import { findInviteByToken, type InviteLink, ownsInvitedContact } from "@/lib/invites/links/queries";
import { findStanding } from "@/lib/share-links/queries";
import { AskAgain } from "./ask-again";
import { AskInOwnName } from "./ask-in-own-name";
import { BigLink, InvitedContact, whoToAsk } from "./invite-parts";
import { JoinSignedIn } from "./join-signed-in";
import { MemberInvite } from "./member-invite";
import { SignInStep } from "./sign-in-step";

type Props = {
  params: Promise<{ seller: string; token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const HEADING = "invite-title";

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
  const own = account !== null && (await ownsInvitedContact(account, slug, token));
  if (invite.kind === "member") {
    return <MemberInvite invite={invite} token={token} account={account} own={own} begun={prove === "1"} />;
  }
  const { seller, status } = invite;
  const open = status === "sent";
  return (
    <AuthShell
      mark={<Avatar name={seller.name} src={seller.logo} size="lg" square />}
      title={
        <span id={HEADING} tabIndex={-1} className="outline-none">
          {t("title", { seller: seller.name })}
        </span>
      }
      description={open ? t("description", { seller: seller.name }) : undefined}
    >
      {open ? (
        <OpenInvite invite={invite} account={account} link={`${slug}/${token}`} begun={prove === "1"} />
      ) : (
        <EndedInvite invite={invite} token={token} account={account} own={own} />
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
  const { seller, maskedContact, contactKind } = invite;
  const next = `/s/${seller.slug}`;
  const [slug = "", token = ""] = link.split("/");
  const other = account !== null && !(await ownsInvitedContact(account, slug, token));
  return (
    <div className="flex flex-col gap-5">
      <InvitedContact invite={invite} />
      {account ? (
        <ClientMessages namespaces={["invites"]}>
          <JoinSignedIn
            other={other}
            contact={maskedContact}
            who={await whoToAsk(invite)}
            asking={other ? <OwnWay account={account} invite={invite} token={token} /> : null}
            onward={`/sign-in?${new URLSearchParams({ next, invite: link })}`}
            begun={begun}
          />
        </ClientMessages>
      ) : (
        <SignInStep link={link} next={next} contactKind={contactKind} />
      )}
    </div>
  );
}

/** For somebody to whom the invite was not sent: where they stand with the seller, and how they ask it in their own name. */
async function OwnWay({ account, invite, token }: { account: AccountScope; invite: InviteLink; token: string }) {
  const { seller } = invite;
  const [t, standing] = await Promise.all([getTranslations("invites.page"), findStanding(account, seller.slug)]);
  return (
    <>
      {standing ? <JoinStanding seller={seller} standing={standing} /> : null}
      {standing === null || standing.mayAsk ? (
        <ClientMessages namespaces={["sellers"]}>
          <AskInOwnName
            seller={seller.slug}
            token={token}
            name={seller.name}
            company={account.user.company}
            headingId={HEADING}
            again={standing !== null}
          />
        </ClientMessages>
      ) : null}
      {standing?.state === "approved" ? <BigLink href={`/s/${seller.slug}`}>{t("shop")}</BigLink> : null}
    </>
  );
}

interface EndedInviteProps {
  invite: InviteLink;
  token: string;
  account: AccountScope | null;
  /** Sent to a contact that they have proved. */
  own: boolean;
}

type End = "joined" | "answered" | "closed" | "expired" | "revoked" | "replaced";

/** What became of it, for whoever opens it: by another contact of theirs they may be in, and whoever is in needs no invite. */
async function endOf({ invite: { seller, status }, account, own }: Omit<EndedInviteProps, "token">): Promise<End> {
  if (status === "sent" || status === "closed") return "closed";
  const answered = status === "registered" || status === "used";
  if (answered && own) return "joined";
  if (account && (await findStanding(account, seller.slug))?.state === "approved") return "joined";
  return answered ? "answered" : status;
}

/** What happened to it, whom to ask, and one button to ask for a new one. */
async function EndedInvite({ invite, token, account, own }: EndedInviteProps) {
  const [t, locale] = await Promise.all([getTranslations("invites.page"), getLocale()]);
  const { seller, maskedContact, expiresAt, asked } = invite;
  const state = await endOf({ invite, account, own });
  const values = {
    seller: seller.name,
    who: await whoToAsk(invite),
    contact: maskedContact,
    date: formatDate(expiresAt, "date", locale, seller.timeZone),
  };
  return (
    <div className="flex flex-col gap-5">
      <Alert tone={END_TONES[state] ?? "warning"} title={t(`${state}.title`)}>
        {t(`${state}.text`, values)}
      </Alert>
      {state === "joined" || state === "answered" ? <BigLink href={`/s/${seller.slug}`}>{t("shop")}</BigLink> : null}
      {state === "joined" || state === "closed" ? null : account && !own ? (
        <OwnWay account={account} invite={invite} token={token} />
      ) : (
        <ClientMessages namespaces={["invites"]}>
          <AskAgain seller={seller} token={token} asked={asked} />
        </ClientMessages>
      )}
    </div>
  );
}

const END_TONES: Partial<Record<End, "success" | "info">> = { joined: "success", answered: "info" };

async function UnknownInvite() {
  const t = await getTranslations("invites.page.unknown");
  return (
    <AuthShell title={t("title")} description={t("text")}>
      <BigLink href="/">{t("home")}</BigLink>
    </AuthShell>
  );
}
