import { getTranslations } from "next-intl/server";
import { EventTable } from "@/app/(admin)/admin/event-table";
import { TableCard } from "@/app/(admin)/admin/table-card";
import { listSellerEvents } from "@/lib/audit/queries";
import { PartPager, type PartProps } from "./part-pager";

export async function ActivityPart({ scope, seller, input }: PartProps) {
  const [t, page] = await Promise.all([getTranslations("admin.seller"), listSellerEvents(scope, seller.id, input)]);
  return (
    <div className="flex flex-col gap-4">
      <TableCard title={t("activity")} empty={page.items.length === 0 ? t("noActivity") : null}>
        <EventTable label={t("activity")} events={page.items} timeZone={seller.timeZone} />
      </TableCard>
      <PartPager seller={seller} input={input} page={page} />
    </div>
  );
}
