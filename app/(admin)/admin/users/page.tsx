import { SearchX, UsersRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { SearchForm } from "@/app/(admin)/admin/search-form";
import { DateTime } from "@/components/date-time";
import { FilterIgnored } from "@/components/filter-ignored";
import { StatusBadge } from "@/components/status-badge";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PageTable } from "@/components/ui/page-table";
import { Pager } from "@/components/ui/pager";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { listUsers, type UserListRow } from "@/lib/users/finding/queries";
import { namelessAs, type SearchedBy } from "@/lib/users/rules";
import { userListInput } from "@/lib/users/schema";

type Props = { searchParams: SearchParams };

const PATH = "/admin/users";

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "users.read");
  const t = await getTranslations("users");
  return { title: t("title") };
}

export default async function UsersPage({ searchParams }: Props) {
  const scope = await pageScope("operator", undefined, "users.read");
  const { input, ignored } = await readAddress(userListInput, searchParams);
  const [t, { by, items, nextCursor, more }] = await Promise.all([getTranslations("users"), listUsers(scope, input)]);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t("title")} description={t("description")} />
      {ignored ? <FilterIgnored /> : null}
      <SearchForm
        action={PATH}
        name="q"
        label={t("search")}
        submitLabel={t("searchAction")}
        value={input.q}
        maxLength={320}
        className="w-full sm:w-[28rem]"
      />
      {items.length > 0 ? (
        <>
          <UserTable items={items} />
          <Pager
            shown={items.length}
            words={more ? t("more") : undefined}
            firstHref={input.cursor ? PATH : undefined}
            nextHref={nextCursor ? `${PATH}?${new URLSearchParams({ cursor: nextCursor })}` : undefined}
          />
        </>
      ) : (
        <Nobody by={by} />
      )}
    </div>
  );
}

async function UserTable({ items }: { items: UserListRow[] }) {
  const [t, format] = await Promise.all([getTranslations("users"), getFormatter()]);
  return (
    <PageTable
      label={t("title")}
      rows={items}
      rowId={({ id }) => id}
      columns={[
        { id: "name", header: t("name"), phone: "title", cell: (user) => <Name user={user} /> },
        { id: "status", header: t("status"), cell: ({ status }) => <StatusBadge kind="user" status={status} /> },
        { id: "shops", header: t("shops"), numeric: true, cell: ({ shops }) => format.number(shops) },
        { id: "stores", header: t("stores"), numeric: true, cell: ({ stores }) => format.number(stores) },
        { id: "since", header: t("since"), cell: ({ createdAt }) => <Day value={createdAt} /> },
        {
          id: "seen",
          header: t("seen"),
          cell: ({ lastSeenAt }) => (lastSeenAt ? <Day value={lastSeenAt} /> : t("never")),
        },
      ]}
    />
  );
}

function Day({ value }: { value: Date }) {
  return <DateTime value={value} timeZone="UTC" style="date" className="whitespace-nowrap text-muted-foreground" />;
}

/** Looking at a user is an audit event: only a click counts, no prefetch. */
async function Name({ user }: { user: UserListRow }) {
  const t = await getTranslations("users");
  return (
    <>
      <Link
        href={`${PATH}/${user.id}`}
        prefetch={false}
        className="block max-w-72 truncate font-medium hover:underline"
      >
        {user.name ? (
          <bdi>{user.name}</bdi>
        ) : (
          <span className="font-normal text-muted-foreground italic">{t(namelessAs(user))}</span>
        )}
      </Link>
      {user.contact ? (
        <bdi dir="ltr" className="block max-w-72 truncate font-normal text-muted-foreground text-xs">
          {user.contact}
        </bdi>
      ) : null}
      {user.company ? (
        <span className="block max-w-72 truncate font-normal text-muted-foreground text-xs">
          <bdi>{user.company}</bdi>
        </span>
      ) : null}
    </>
  );
}

const WHY = { contact: "noneContact", name: "noneName", nothing: "nothing" } as const;

async function Nobody({ by }: { by: SearchedBy }) {
  const t = await getTranslations("users");
  if (by === "all") return <EmptyState icon={UsersRound} title={t("emptyTitle")} description={t("emptyDescription")} />;
  const all = (
    <Link href={PATH} className={buttonVariants({ variant: "secondary" })}>
      {t("showAll")}
    </Link>
  );
  return <EmptyState icon={SearchX} title={t("noneTitle")} description={t(WHY[by])} action={all} />;
}
