import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { JoinStanding } from "@/app/(auth)/join-standing";
import { ClientMessages } from "@/components/client-messages";
import { AuthShell } from "@/components/shells/auth-shell";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { type AccountScope, findAccount } from "@/lib/access/scope";
import { findJoinPage, findStanding } from "@/lib/share-links/queries";
import type { JoinPage } from "@/lib/share-links/schema";
import { AskByLink } from "./ask-by-link";

type Props = { params: Promise<{ seller: string; code: string }> };

const HEADING = "join-title";

// Opening a share link changes nothing and opens nothing.
const findPage = cache(findJoinPage);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller, code } = await params;
  const [t, page] = await Promise.all([getTranslations("share-links.join"), findPage(seller, code)]);
  return { title: page ? t("title", { seller: page.seller.name }) : t("unknownTitle"), robots: { index: false } };
}

export default async function JoinPageView({ params }: Props) {
  const { seller: slug, code } = await params;
  const [t, page, account] = await Promise.all([
    getTranslations("share-links.join"),
    findPage(slug, code),
    findAccount(),
  ]);
  if (!page) {
    return (
      <AuthShell title={t("unknownTitle")} description={t("unknown")}>
        <BigLink href="/">{t("home")}</BigLink>
      </AuthShell>
    );
  }
  const { seller, state } = page;
  return (
    <AuthShell
      mark={<Avatar name={seller.name} src={seller.logo} size="lg" square />}
      title={
        <span id={HEADING} tabIndex={-1} className="outline-none">
          {t("title", { seller: seller.name })}
        </span>
      }
      description={state === "live" ? t("description", { seller: seller.name }) : undefined}
    >
      {state === "live" ? (
        <Live page={page} account={account} code={code} />
      ) : (
        <Alert tone="warning" title={t(state === "revoked" ? "deadTitle" : "closedTitle")}>
          {t(state === "revoked" ? "dead" : "closed", { seller: seller.name })}
        </Alert>
      )}
    </AuthShell>
  );
}

async function Live({ page, account, code }: { page: JoinPage; account: AccountScope | null; code: string }) {
  const t = await getTranslations("share-links.join");
  const { seller } = page;
  if (!account) {
    return (
      <form action="/sign-in" className="flex flex-col gap-4">
        <input type="hidden" name="next" value={`/join/${seller.slug}/${code}`} />
        <p className="text-pretty text-muted-foreground text-sm">{t("signInText", { seller: seller.name })}</p>
        <Button type="submit" size="lg">
          {t("signIn")}
        </Button>
      </form>
    );
  }
  const standing = await findStanding(account, seller.slug);
  return (
    <div className="flex flex-col gap-5">
      {standing ? <JoinStanding seller={seller} standing={standing} /> : null}
      {standing === null || standing.mayAsk ? (
        <ClientMessages namespaces={["sellers"]}>
          <AskByLink
            seller={seller.slug}
            code={code}
            name={seller.name}
            company={account.user.company}
            headingId={HEADING}
            again={standing !== null}
          />
        </ClientMessages>
      ) : null}
      {standing?.state === "approved" ? (
        <BigLink href={`/s/${seller.slug}`}>{t("shop")}</BigLink>
      ) : standing ? (
        <BigLink href="/sellers">{t("sellers")}</BigLink>
      ) : null}
    </div>
  );
}

function BigLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className={buttonVariants({ variant: "secondary", size: "lg" })}>
      {children}
    </Link>
  );
}
