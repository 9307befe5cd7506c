import { ChevronRight, Store } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { OwnMenu } from "@/app/(auth)/own-menu";
import { AuthShell } from "@/components/shells/auth-shell";
import { StatusBadge } from "@/components/status-badge";
import { TellTabs } from "@/components/tab-watch";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import type { Parting } from "@/lib/access/parted";
import { formatDate } from "@/lib/i18n/format";
import { listMyStores, type StoreDto } from "@/lib/members/queries";
import { findParting } from "@/lib/sellers/parting/queries";
import { pageScope } from "@/lib/server/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("members.chooser");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ChooserPage({ searchParams }: Props) {
  const account = await pageScope("account");
  const { closed } = await searchParams;
  const [stores, parting] = await Promise.all([listMyStores(account), findParting(account, "store", closed)]);
  const [only] = stores;
  if (only && stores.length === 1 && !parting) redirect(`/vendor/${only.slug}`);
  const t = await getTranslations("members.chooser");
  return (
    <AuthShell
      title={t("title")}
      description={stores.length > 1 ? t("description") : undefined}
      menu={<OwnMenu user={account.user} />}
    >
      {parting ? <Parted parting={parting} /> : null}
      {only ? <StoreList stores={stores} /> : <NoStores />}
    </AuthShell>
  );
}

/** Whoever is led here from a portal that was theirs reads why. */
async function Parted({ parting: { seller, closed } }: { parting: Parting }) {
  const [t, locale] = await Promise.all([getTranslations("members.chooser"), getLocale()]);
  const title = closed
    ? t("closedTitle", { seller, date: formatDate(closed.at, "date", locale, closed.timeZone) })
    : t("pausedTitle", { seller });
  return (
    <>
      <Alert tone="warning" title={title}>
        {t(closed ? "closedText" : "pausedText")}
      </Alert>
      <TellTabs />
    </>
  );
}

async function StoreList({ stores }: { stores: StoreDto[] }) {
  const t = await getTranslations("members.roles");
  return (
    <ul className="-mx-2 flex flex-col gap-1">
      {stores.map((store) => (
        <li
          key={store.id}
          className="relative flex items-center gap-3 rounded-md px-2 py-2.5 transition-colors hover:bg-hover"
        >
          <Avatar name={store.name} src={store.logo} square />
          <div className="min-w-0 flex-1">
            {/* A whole document per store: nothing of one is left when the next is chosen. */}
            <a
              href={`/vendor/${store.slug}`}
              className="block truncate font-semibold text-sm after:absolute after:inset-0 after:rounded-md"
            >
              {store.name}
            </a>
            <p className="truncate text-muted-foreground text-xs">
              {[t(store.role), store.trade, store.town].filter(Boolean).join(" · ")}
            </p>
          </div>
          {store.status === "open" ? null : <StatusBadge kind="seller" status={store.status} />}
          <ChevronRight aria-hidden="true" className="size-4 text-muted-foreground rtl:rotate-180" />
        </li>
      ))}
    </ul>
  );
}

async function NoStores() {
  const t = await getTranslations("members.chooser");
  return (
    <EmptyState
      icon={Store}
      title={t("emptyTitle")}
      description={t("emptyDescription")}
      className="px-2 py-8"
      action={
        <Link href="/sellers" className={buttonVariants({ variant: "secondary" })}>
          {t("emptyAction")}
        </Link>
      }
    />
  );
}
