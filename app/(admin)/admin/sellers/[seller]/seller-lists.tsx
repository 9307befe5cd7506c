import { getTranslations } from "next-intl/server";
import { EventTable } from "@/app/(admin)/admin/event-table";
import { TableCard } from "@/app/(admin)/admin/table-card";
import { DateTime } from "@/components/date-time";
import { Money } from "@/components/money";
import { StatusBadge } from "@/components/status-badge";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import type { OperatorScope } from "@/lib/access/scope";
import { listSellerEvents } from "@/lib/audit/queries";
import { listSellerMembers, listSellerOrders, type SellerDto } from "@/lib/sellers/queries";

interface SellerListProps {
  scope: OperatorScope;
  seller: SellerDto;
}

export async function SellerMembers({ scope, seller }: SellerListProps) {
  const [t, tRoles, members] = await Promise.all([
    getTranslations("admin.seller"),
    getTranslations("members.roles"),
    listSellerMembers(scope, seller.id),
  ]);
  return (
    <TableCard title={t("members")} empty={members.length === 0 ? t("noMembers") : null}>
      <Table label={t("members")}>
        <TableHead>
          <TableHeaderCell>{t("member")}</TableHeaderCell>
          <TableHeaderCell>{t("role")}</TableHeaderCell>
          <TableHeaderCell>{t("status")}</TableHeaderCell>
          <TableHeaderCell>{t("joined")}</TableHeaderCell>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.id}>
              <TableCell className="font-medium">{member.userName ?? t("unnamed")}</TableCell>
              <TableCell>{tRoles(member.role)}</TableCell>
              <TableCell>
                <StatusBadge kind="member" status={member.status} />
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <DateTime value={member.joinDate} timeZone={seller.timeZone} style="date" />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}

export async function SellerOrders({ scope, seller }: SellerListProps) {
  const [t, orders] = await Promise.all([getTranslations("admin.seller"), listSellerOrders(scope, seller.id)]);
  return (
    <TableCard title={t("latestOrders")} empty={orders.length === 0 ? t("noOrders") : null}>
      <Table label={t("latestOrders")}>
        <TableHead>
          <TableHeaderCell>{t("order")}</TableHeaderCell>
          <TableHeaderCell>{t("status")}</TableHeaderCell>
          <TableHeaderCell>{t("placed")}</TableHeaderCell>
          <TableHeaderCell numeric>{t("total")}</TableHeaderCell>
        </TableHead>
        <TableBody>
          {orders.map((order) => (
            <TableRow key={order.id}>
              <TableCell className="font-medium tabular-nums">{order.number}</TableCell>
              <TableCell>
                <StatusBadge kind="order" status={order.status} />
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground">
                <DateTime value={order.placedAt} timeZone={seller.timeZone} />
              </TableCell>
              <TableCell numeric>
                <Money minor={order.total} currency={order.currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}

export async function SellerActivity({ scope, seller }: SellerListProps) {
  const [t, events] = await Promise.all([getTranslations("admin.seller"), listSellerEvents(scope, seller.id)]);
  return (
    <TableCard title={t("activity")} empty={events.length === 0 ? t("noActivity") : null}>
      <EventTable label={t("activity")} events={events} timeZone={seller.timeZone} />
    </TableCard>
  );
}
