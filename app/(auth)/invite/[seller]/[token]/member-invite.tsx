import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { AuthShell } from "@/components/shells/auth-shell";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import type { AccountScope } from "@/lib/access/scope";
import { formatDate } from "@/lib/i18n/format";
import type { InviteLink } from "@/lib/invites/links/queries";
import { AskAgain } from "./ask-again";
import { BigLink, InvitedContact, whoToAsk } from "./invite-parts";
import { JoinSignedIn } from "./join-signed-in";
import { JoinTeam } from "./join-team";
import { SignInStep } from "./sign-in-step";

interface MemberInviteProps {
  invite: InviteLink;
  token: string;
  account: AccountScope | null;
  /** Sent to an e-mail that they have proved. */
  own: boolean;
  begun: boolean;
}

/** An invite to a seller's staff: the same page and the same proof as a customer's, in other words. */
export async function MemberInvite({ invite, token, account, own, begun }: MemberInviteProps) {
  const [t, tMembers] = await Promise.all([getTranslations("invites.page"), getTranslations("members.join")]);
  const { seller, status, role, unopened } = invite;
  const open = status === "sent";
  return (
    <AuthShell
      mark={<Avatar name={seller.name} src={seller.logo} size="lg" square />}
      title={t("title", { seller: seller.name })}
      description={
        open
          ? tMembers(unopened ? "unopened" : "description", { seller: seller.name, role: role ?? "member" })
          : undefined
      }
    >
      {open ? (
        <OpenInvite invite={invite} token={token} account={account} own={own} begun={begun} />
      ) : (
        <EndedInvite invite={invite} token={token} own={own} />
      )}
    </AuthShell>
  );
}

async function OpenInvite({ invite, token, account, own, begun }: MemberInviteProps) {
  const { seller, maskedContact, contactKind } = invite;
  const [link, next] = [`${seller.slug}/${token}`, `/vendor/${seller.slug}`];
  if (own && invite.unopened) {
    return (
      <div className="flex flex-col gap-5">
        <InvitedContact invite={invite} />
        <ClientMessages namespaces={["members"]}>
          <JoinTeam slug={seller.slug} token={token} contact={maskedContact} />
        </ClientMessages>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <InvitedContact invite={invite} />
      {account ? (
        <ClientMessages namespaces={["invites"]}>
          <JoinSignedIn
            other={!own}
            contact={maskedContact}
            who={await whoToAsk(invite)}
            asking={null}
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

async function EndedInvite({ invite, token, own }: Pick<MemberInviteProps, "invite" | "token" | "own">) {
  const [t, tMembers, locale] = await Promise.all([
    getTranslations("invites.page"),
    getTranslations("members.join"),
    getLocale(),
  ]);
  const { seller, status, maskedContact, expiresAt, asked } = invite;
  const values = {
    seller: seller.name,
    who: await whoToAsk(invite),
    contact: maskedContact,
    date: formatDate(expiresAt, "date", locale, seller.timeZone),
  };
  if (status === "closed" || status === "sent") {
    return (
      <Alert tone="warning" title={tMembers("closedTitle")}>
        {tMembers("closed", values)}
      </Alert>
    );
  }
  const answered = status === "registered" || status === "used";
  const portal = <BigLink href={`/vendor/${seller.slug}`}>{tMembers("portal")}</BigLink>;
  if (answered && own) {
    return (
      <div className="flex flex-col gap-5">
        <Alert tone="success" title={t("joined.title")}>
          {t("joined.text", values)}
        </Alert>
        {portal}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <Alert tone={answered ? "info" : "warning"} title={t(`${answered ? "answered" : status}.title`)}>
        {answered ? tMembers("answered", values) : t(`${status}.text`, values)}
      </Alert>
      {answered ? portal : null}
      <ClientMessages namespaces={["invites"]}>
        <AskAgain seller={seller} token={token} asked={asked} />
      </ClientMessages>
    </div>
  );
}
