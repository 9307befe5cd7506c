import { ChevronRight, Lock } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import type { ShopLink } from "@/lib/customers/schema";
import { SellerPlace } from "./seller-place";

/** A seller of this customer: a link into its shop while that is open. */
export function ShopCard({ shop: { slug, name, logo, status, trade, town } }: { shop: ShopLink }) {
  const t = useTranslations("sellers");
  const open = status === "open";
  return (
    <li
      className={cn(
        "relative flex min-h-20 items-center gap-3 rounded-lg border border-border p-4",
        open ? "bg-card transition-colors hover:bg-hover" : "bg-muted/40",
      )}
    >
      <Avatar name={name} src={logo} size="lg" square />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        {open ? (
          <Link href={`/s/${slug}`} className="break-words font-semibold text-base after:absolute after:inset-0">
            {name}
          </Link>
        ) : (
          <span className="break-words font-semibold text-base text-muted-foreground">{name}</span>
        )}
        <SellerPlace trade={trade} town={town} />
        {open ? null : (
          <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
            <Badge tone="neutral" icon={Lock}>
              {t("closed")}
            </Badge>
            <span className="text-muted-foreground text-xs">{t("closedHint")}</span>
          </span>
        )}
      </div>
      {open ? (
        <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted-foreground rtl:rotate-180" />
      ) : null}
    </li>
  );
}
