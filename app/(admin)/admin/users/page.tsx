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
import { Pager } from "@/components/ui/pager";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
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
    <Table label={t("title")}>
      <TableHead>
        <TableHeaderCell>{t("name")}</TableHeaderCell>
        <TableHeaderCell>{t("status")}</TableHeaderCell>
        <TableHeaderCell numeric>{t("shops")}</TableHeaderCell>
        <TableHeaderCell numeric>{t("stores")}</TableHeaderCell>
        <TableHeaderCell>{t("since")}</TableHeaderCell>
        <TableHeaderCell>{t("seen")}</TableHeaderCell>
      </TableHead>
      <TableBody>
        {items.map((user) => (
          <TableRow key={user.id}>
            <TableCell>
              {/* Looking at a user is an audit event: only a click counts, no prefetch. */}
              <Link
                href={`${PATH}/${user.id}`}
                prefetch={false}
                className="block max-w-44 truncate font-medium hover:underline sm:max-w-72"
              >
                {user.name ?? <span className="font-normal text-muted-foreground italic">{t(namelessAs(user))}</span>}
              </Link>
              {user.company ? (
                <span className="block max-w-44 truncate text-muted-foreground text-xs sm:max-w-72">
                  {user.company}
                </span>
              ) : null}
            </TableCell>
            <TableCell>
              <StatusBadge kind="user" status={user.status} />
            </TableCell>
            <TableCell numeric>{format.number(user.shops)}</TableCell>
            <TableCell numeric>{format.number(user.stores)}</TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground">
              <DateTime value={user.createdAt} timeZone="UTC" style="date" />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground">
              <DateTime value={user.lastSeenAt} timeZone="UTC" style="date" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
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
