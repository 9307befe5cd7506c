import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/shells/auth-shell";
import { TellTabs } from "@/components/tab-watch";
import { Alert } from "@/components/ui/alert";
import { findHeld } from "@/lib/access/held-scope";
import { findAccount } from "@/lib/access/scope";
import { destinationAfterSignIn } from "@/lib/auth/destination";
import { inviteParam } from "@/lib/auth/schema";
import { findInviteByToken } from "@/lib/invites/links/queries";
import { SignInForm } from "./sign-in-form";

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signIn");
  return { title: t("title") };
}

/** Whoever is signed in already is led on, which is also how the form ends. */
export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const [t, query, account] = await Promise.all([getTranslations("auth.signIn"), searchParams, findAccount()]);
  const invite = inviteParam.safeParse(query.invite).data;
  const next = typeof query.next === "string" ? query.next : undefined;
  if (account) redirect(await destinationAfterSignIn(account, next, invite));
  if (await findHeld())
    redirect(`/second-proof?${new URLSearchParams({ ...(next && { next }), ...(invite && { invite }) })}`);
  return (
    <AuthShell title={t("title")} description={t("description")}>
      {invite ? <InvitedBy invite={invite} /> : null}
      <SignInForm />
      <TellTabs />
    </AuthShell>
  );
}

async function InvitedBy({ invite }: { invite: string }) {
  const [slug = "", token = ""] = invite.split("/");
  const [t, found] = await Promise.all([getTranslations("auth.signIn"), findInviteByToken(slug, token)]);
  if (!found || !["sent", "registered", "used"].includes(found.status)) return null;
  return (
    <Alert tone="info" title={t("invited", { seller: found.seller.name })}>
      {t("invitedHint", { contact: found.maskedContact.replaceAll(" ", "\u00a0") })}
    </Alert>
  );
}
