import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/shells/auth-shell";
import { findHeld } from "@/lib/access/held-scope";
import { destinationAfterSignIn } from "@/lib/auth/destination";
import { inviteParam } from "@/lib/auth/schema";
import { getHeldChoices } from "@/lib/auth/second-proof/queries";
import { pageScope } from "@/lib/server/page";
import { SecondProof, SignOut } from "./second-proof";

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.secondProof");
  return { title: t("title"), robots: { index: false } };
}

/** For whoever proved a number that was unused for long. Everybody else is led to where they belong, which is also how this page ends. */
export default async function SecondProofPage({ searchParams }: { searchParams: Query }) {
  const [t, { next, invite }, held] = await Promise.all([
    getTranslations("auth.secondProof"),
    searchParams,
    findHeld(),
  ]);
  if (!held) {
    const account = await pageScope("account");
    const asked = typeof next === "string" ? next : undefined;
    redirect(await destinationAfterSignIn(account, asked, inviteParam.safeParse(invite).data));
  }
  const choices = await getHeldChoices(held);
  if (!choices) return <Settled />;
  const { contact, others } = choices;
  return (
    <AuthShell title={t("title")} description={t("description", { contact: `\u2066${contact}\u2069` })}>
      <SecondProof contact={contact} others={others} />
    </AuthShell>
  );
}

/** The number went from its user meanwhile: there is nothing left to prove in this session. */
async function Settled() {
  const [t, tErrors] = await Promise.all([getTranslations("auth.secondProof"), getTranslations("auth.errors")]);
  return (
    <AuthShell title={t("title")} description={tErrors("secondProofGone")}>
      <SignOut />
    </AuthShell>
  );
}
