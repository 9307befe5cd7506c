import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "@/components/ui/button-variants";
import { PageHeader } from "@/components/ui/page-header";
import { readReach } from "@/lib/auth/destination";
import { homeKinds } from "@/lib/auth/rules";
import { listMyStores } from "@/lib/members/queries";
import { pageScope } from "@/lib/server/page";
import { parseTheme } from "@/lib/theme/theme";
import { listContacts, listSessions } from "@/lib/users/queries";
import { ContactsCard } from "./contacts-card";
import { NamesCard } from "./names-card";
import { PreferencesCard } from "./preferences-card";
import { SessionsCard } from "./sessions-card";
import { SignOutButton } from "./sign-out-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("me");
  return { title: t("title") };
}

export default async function MePage() {
  const scope = await pageScope("account");
  const [t, contacts, sessions, reach, stores] = await Promise.all([
    getTranslations("me"),
    listContacts(scope),
    listSessions(scope),
    readReach(scope, null),
    listMyStores(scope),
  ]);
  const { name, company, theme } = scope.user;
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            {homeKinds(reach).length > 1 ? (
              <Link href="/choose" className={buttonVariants({ variant: "secondary" })}>
                {t("switch")}
              </Link>
            ) : null}
            <SignOutButton />
          </>
        }
      />
      <NamesCard name={name ?? ""} company={company ?? ""} />
      <ContactsCard contacts={contacts} />
      <SessionsCard sessions={sessions} now={new Date()} />
      <PreferencesCard
        theme={parseTheme(theme)}
        stores={stores.map(({ slug, name: store }) => ({ slug, name: store }))}
      />
    </div>
  );
}
