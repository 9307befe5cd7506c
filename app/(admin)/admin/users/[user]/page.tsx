import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { cache, Suspense } from "react";
import { ClientMessages } from "@/components/client-messages";
import { StatusBadge } from "@/components/status-badge";
import { Alert } from "@/components/ui/alert";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { buttonVariants } from "@/components/ui/button-variants";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { OperatorScope } from "@/lib/access/scope";
import { notFoundError } from "@/lib/errors";
import { orNotFound, pageScope } from "@/lib/server/page";
import { getUser, type UserFacts } from "@/lib/users/facts/queries";
import { eraseWord, namelessAs } from "@/lib/users/rules";
import { userInput } from "@/lib/users/schema";
import { listOpenStoresAlone } from "@/lib/users/stores/queries";
import { MergesCard } from "./merges-card";
import { UserActions } from "./user-actions";
import { ContactsCard, FactsCard, SessionsCard, ShopsCard, StoresCard } from "./user-cards";

type Props = { params: Promise<{ user: string }> };

/** Title and page share one read, and one audit event. */
const userOf = cache((scope: OperatorScope, id: string) => orNotFound(readUser(scope, id)));

async function readUser(scope: OperatorScope, id: string): Promise<UserFacts> {
  const asked = userInput.safeParse({ userId: id });
  if (!asked.success) throw notFoundError();
  return await getUser(scope, asked.data.userId);
}

function namelessOf({ status, contacts }: UserFacts) {
  return namelessAs({ status, proved: contacts.some(({ verified }) => verified) });
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const scope = await pageScope("operator", undefined, "users.read");
  const user = await userOf(scope, (await params).user);
  const t = await getTranslations("users");
  return { title: user.name ?? t(namelessOf(user)) };
}

export default async function UserPage({ params }: Props) {
  const scope = await pageScope("operator", undefined, "users.read");
  const user = await userOf(scope, (await params).user);
  const t = await getTranslations("users");
  const who = user.name ?? t(namelessOf(user));
  return (
    <ClientMessages namespaces={["users"]}>
      <div className="flex flex-col gap-6">
        <PageHeader
          title={who}
          meta={<StatusBadge kind="user" status={user.status} />}
          description={user.company}
          breadcrumbs={<Breadcrumbs items={[{ label: t("title"), href: "/admin/users" }, { label: who }]} />}
          actions={<Actions scope={scope} user={user} who={who} />}
        />
        <Standing user={user} />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <FactsCard user={user} />
          <ContactsCard user={user} />
          <Suspense fallback={<SkeletonRows rows={3} />}>
            <StoresCard scope={scope} user={user} />
          </Suspense>
          <Suspense fallback={<SkeletonRows rows={3} />}>
            <ShopsCard scope={scope} user={user} />
          </Suspense>
          <Suspense fallback={<SkeletonRows rows={3} />}>
            <SessionsCard scope={scope} user={user} />
          </Suspense>
          <Suspense fallback={null}>
            <MergesCard scope={scope} user={user} />
          </Suspense>
        </div>
      </div>
    </ClientMessages>
  );
}

async function Actions({ scope, user, who }: { scope: OperatorScope; user: UserFacts; who: string }) {
  const t = await getTranslations("users");
  const { id, status } = user;
  // Nobody disables or erases themselves.
  const other = id !== scope.user.id;
  const may = {
    disable: other && scope.can("users.disable"),
    export: scope.can("users.export"),
    erase: other && scope.can("users.erase"),
  };
  const alone = may.disable && status === "active" ? await listOpenStoresAlone(scope, id) : [];
  return (
    <>
      {scope.can("audit.read") ? (
        <Link href={`/admin/audit?who=${id}`} className={buttonVariants({ variant: "secondary" })}>
          <ScrollText aria-hidden="true" />
          {t("activity")}
        </Link>
      ) : null}
      {status === "active" || status === "disabled" ? (
        <UserActions userId={id} who={who} status={status} word={eraseWord(user)} may={may} alone={alone} />
      ) : null}
    </>
  );
}

async function Standing({ user: { status, now } }: { user: UserFacts }) {
  const t = await getTranslations("users");
  if (status === "disabled") return <Alert tone="warning">{t("disabledNow")}</Alert>;
  if (status === "erased") return <Alert tone="neutral">{t("erasedNow")}</Alert>;
  if (!now) return null;
  const who = now.name ?? t("unnamed");
  const open = (
    <Link
      href={`/admin/users/${now.id}`}
      prefetch={false}
      className={buttonVariants({ variant: "secondary", size: "sm" })}
    >
      {t("openNow", { who })}
    </Link>
  );
  return (
    <Alert tone="info" action={open}>
      {t("mergedNow", { who })}
    </Alert>
  );
}
