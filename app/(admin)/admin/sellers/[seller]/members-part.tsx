import { getTranslations } from "next-intl/server";
import { TableCard } from "@/app/(admin)/admin/table-card";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import { PageTable } from "@/components/ui/page-table";
import {
  listSellerMemberInvites,
  listSellerMembers,
  type SellerMemberInviteRow,
  type SellerMemberRow,
} from "@/lib/sellers/parts/queries";
import type { SellerDto } from "@/lib/sellers/queries";
import { AddMember } from "./add-member";
import { MemberActions } from "./member-actions";
import { MemberRoleSelect } from "./member-role-select";
import { PartPager, type PartProps } from "./part-pager";
import { RevokeInvite } from "./revoke-invite";

const dim = "whitespace-nowrap text-muted-foreground";

export async function MembersPart({ scope, seller, input }: PartProps) {
  const [page, invites] = await Promise.all([
    listSellerMembers(scope, seller.id, input),
    listSellerMemberInvites(scope, seller.id),
  ]);
  const living = seller.status !== "terminated";
  return (
    <div className="flex flex-col gap-4">
      {living ? (
        <div className="flex justify-end max-sm:*:flex-1">
          <AddMember sellerId={seller.id} />
        </div>
      ) : null}
      <MemberTable seller={seller} members={page.items} changeable={living} />
      <PartPager seller={seller} input={input} page={page} />
      {invites.length > 0 ? <InviteTable seller={seller} invites={invites} /> : null}
    </div>
  );
}

interface MemberTableProps {
  seller: SellerDto;
  members: SellerMemberRow[];
  /** A terminated seller's stay as they are. */
  changeable: boolean;
}

async function MemberTable({ seller, members, changeable }: MemberTableProps) {
  const [t, tRoles] = await Promise.all([getTranslations("admin.seller"), getTranslations("members.roles")]);
  return (
    <TableCard title={t("members")} empty={members.length === 0 ? t("noMembers") : null}>
      <PageTable
        inCard
        label={t("members")}
        rows={members.map((member) => ({ ...member, name: member.userName ?? t("unnamed") }))}
        rowId={({ id }) => id}
        columns={[
          {
            id: "member",
            header: t("member"),
            phone: "title",
            cell: ({ name }) => <span className="block max-w-72 truncate font-medium">{name}</span>,
          },
          {
            id: "role",
            header: t("role"),
            cell: ({ id, name, role }) =>
              changeable ? <MemberRoleSelect sellerId={seller.id} id={id} name={name} role={role} /> : tRoles(role),
          },
          { id: "status", header: t("status"), cell: ({ status }) => <StatusBadge kind="member" status={status} /> },
          {
            id: "joined",
            header: t("joined"),
            cell: ({ joinDate }) => (
              <DateTime value={joinDate} timeZone={seller.timeZone} style="date" className={dim} />
            ),
          },
          {
            id: "actions",
            header: t("tabs.members"),
            phone: "actions",
            cell: ({ id, name, status }) =>
              changeable ? (
                <MemberActions
                  sellerId={seller.id}
                  id={id}
                  name={name}
                  seller={seller.name}
                  active={status === "active"}
                />
              ) : null,
          },
        ]}
      />
    </TableCard>
  );
}

async function InviteTable({ seller, invites }: { seller: SellerDto; invites: SellerMemberInviteRow[] }) {
  const [t, tSeller, tRoles] = await Promise.all([
    getTranslations("admin.staff"),
    getTranslations("admin.seller"),
    getTranslations("members.roles"),
  ]);
  return (
    <TableCard title={t("invites")}>
      <PageTable
        inCard
        label={t("invites")}
        rows={invites.map((invite) => ({ ...invite, name: invite.name ?? tSeller("unnamed") }))}
        rowId={({ id }) => id}
        columns={[
          { id: "member", header: tSeller("member"), phone: "title", cell: ({ name }) => name },
          { id: "role", header: tSeller("role"), cell: ({ role }) => tRoles(role) },
          {
            id: "sent",
            header: t("sent"),
            cell: ({ sentAt }) => <DateTime value={sentAt} timeZone={seller.timeZone} className={dim} />,
          },
          {
            id: "until",
            header: t("until"),
            cell: ({ expiresAt }) => (
              <DateTime value={expiresAt} timeZone={seller.timeZone} style="date" className={dim} />
            ),
          },
          {
            id: "revoke",
            header: t("revoke"),
            phone: "actions",
            cell: ({ id, name }) => <RevokeInvite sellerId={seller.id} id={id} name={name} />,
          },
        ]}
      />
    </TableCard>
  );
}
