import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { ExportLink } from "@/components/export-link";
import { FilterIgnored } from "@/components/filter-ignored";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { listMemberInvites } from "@/lib/members/inviting/queries";
import { listMembers } from "@/lib/members/queries";
import { listMembersInput, MEMBER_PAGE, type MemberFilter } from "@/lib/members/schema";
import { pageScope } from "@/lib/server/page";
import { InviteMember } from "./invite-member";
import { MemberFilters } from "./member-filters";
import { MemberInvites } from "./member-invites";
import { MembersTable } from "./members-table";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "members.read");
  const t = await getTranslations("members");
  return { title: t("title") };
}

export default async function MembersPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "members.read");
  const asked = listMembersInput.safeParse({ ...(await searchParams), limit: MEMBER_PAGE });
  const input = asked.success ? asked.data : listMembersInput.parse({ limit: MEMBER_PAGE });
  const [{ items, nextCursor, total }, invites, t] = await Promise.all([
    listMembers(scope, input),
    listMemberInvites(scope),
    getTranslations("members"),
  ]);
  const { slug, name, timeZone } = scope.seller;
  const store = { slug, name, timeZone };
  const mayWrite = scope.can("members.write");
  const narrowed = input.q !== "" || input.role !== undefined || input.status !== undefined;
  return (
    <ClientMessages namespaces={["members", "invites", "contacts"]}>
      <div className="flex flex-col gap-5">
        <PageHeader
          title={t("title")}
          description={t("description")}
          actions={
            <>
              <ExportLink
                href={`/api${membersHref(slug, input).replace(/members(?=\?|$)/, "members/export")}`}
                label={t("export")}
              />
              {mayWrite ? <InviteMember slug={slug} /> : null}
            </>
          }
        />
        {asked.success ? null : <FilterIgnored />}
        {narrowed || total > FEW || input.cursor ? <MemberFilters slug={slug} filter={input} /> : null}
        <MembersTable store={store} rows={items} mayWrite={mayWrite} empty={<Nobody slug={slug} />} />
        {nextCursor || input.cursor ? (
          <Pager
            shown={items.length}
            total={total}
            firstHref={input.cursor ? membersHref(slug, input) : undefined}
            nextHref={nextCursor ? membersHref(slug, input, nextCursor) : undefined}
          />
        ) : null}
        {invites.length > 0 ? <MemberInvites store={store} invites={invites} mayWrite={mayWrite} /> : null}
      </div>
    </ClientMessages>
  );
}

/** So many are found by looking. */
const FEW = 8;

function membersHref(slug: string, { q, role, status }: MemberFilter, cursor?: string): string {
  const params = new URLSearchParams({
    ...(q && { q }),
    ...(role && { role }),
    ...(status && { status }),
    ...(cursor && { cursor }),
  });
  return params.size > 0 ? `/vendor/${slug}/members?${params}` : `/vendor/${slug}/members`;
}

async function Nobody({ slug }: { slug: string }) {
  const t = await getTranslations("members.empty");
  return (
    <EmptyState
      icon={SearchX}
      title={t("title")}
      description={t("description")}
      action={
        <Link href={membersHref(slug, { q: "" })} className={buttonVariants({ variant: "secondary" })}>
          {t("action")}
        </Link>
      }
    />
  );
}
