import { getTranslations } from "next-intl/server";
import { TableCard } from "@/app/(admin)/admin/table-card";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
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
      <Table label={t("members")}>
        <TableHead>
          <TableHeaderCell>{t("member")}</TableHeaderCell>
          <TableHeaderCell>{t("role")}</TableHeaderCell>
          <TableHeaderCell>{t("status")}</TableHeaderCell>
          <TableHeaderCell>{t("joined")}</TableHeaderCell>
          <TableHeaderCell>
            <span className="sr-only">{t("tabs.members")}</span>
          </TableHeaderCell>
        </TableHead>
        <TableBody>
          {members.map(({ id, userName, role, status, joinDate }) => {
            const name = userName ?? t("unnamed");
            const member = { sellerId: seller.id, id, name };
            return (
              <TableRow key={id}>
                <TableCell className="font-medium">
                  <span className="block max-w-44 truncate">{name}</span>
                </TableCell>
                <TableCell>{changeable ? <MemberRoleSelect {...member} role={role} /> : tRoles(role)}</TableCell>
                <TableCell>
                  <StatusBadge kind="member" status={status} />
                </TableCell>
                <TableCell className="whitespace-nowrap text-muted-foreground">
                  <DateTime value={joinDate} timeZone={seller.timeZone} style="date" />
                </TableCell>
                <TableCell className="text-end">
                  {changeable ? <MemberActions {...member} seller={seller.name} active={status === "active"} /> : null}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
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
      <Table label={t("invites")}>
        <TableHead>
          <TableHeaderCell>{tSeller("member")}</TableHeaderCell>
          <TableHeaderCell>{tSeller("role")}</TableHeaderCell>
          <TableHeaderCell>{t("sent")}</TableHeaderCell>
          <TableHeaderCell>{t("until")}</TableHeaderCell>
          <TableHeaderCell>
            <span className="sr-only">{t("revoke")}</span>
          </TableHeaderCell>
        </TableHead>
        <TableBody>
          {invites.map(({ id, name, role, sentAt, expiresAt }) => (
            <TableRow key={id}>
              <TableCell>{name ?? tSeller("unnamed")}</TableCell>
              <TableCell>{tRoles(role)}</TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <DateTime value={sentAt} timeZone={seller.timeZone} />
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <DateTime value={expiresAt} timeZone={seller.timeZone} style="date" />
              </TableCell>
              <TableCell className="text-end">
                <RevokeInvite sellerId={seller.id} id={id} name={name ?? tSeller("unnamed")} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}
