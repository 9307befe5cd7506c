import Link from "next/link";
import { useTranslations } from "next-intl";
import { AskSeller } from "@/app/(customer)/sellers/ask-seller";
import { SellerPlace } from "@/app/(customer)/sellers/seller-place";
import { SellerStanding } from "@/app/(customer)/sellers/seller-standing";
import { Avatar } from "@/components/ui/avatar";
import { buttonVariants } from "@/components/ui/button-variants";
import type { FindableSeller } from "@/lib/customers/requests/schema";
import { SellerState } from "./seller-state";

export function SellerCard({ seller, company }: { seller: FindableSeller; company: string | null }) {
  const t = useTranslations("sellers");
  const { slug, name, logo, trade, town, description, standing } = seller;
  const headingId = `seller-${slug}`;
  return (
    <li aria-labelledby={headingId} className="flex flex-col gap-3 rounded-lg border border-border bg-card p-4">
      <div className="flex items-start gap-3">
        <Avatar name={name} src={logo} size="lg" square />
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          <h2 id={headingId} tabIndex={-1} className="break-words outline-none font-semibold text-base">
            {name}
          </h2>
          <SellerPlace trade={trade} town={town} />
        </div>
        {standing ? <SellerState state={standing.state} /> : null}
      </div>
      {description ? (
        <p dir="auto" className="line-clamp-3 text-pretty text-sm">
          {description}
        </p>
      ) : null}
      {standing ? (
        <SellerStanding seller={{ slug, name }} standing={standing} company={company} headingId={headingId} />
      ) : (
        <AskSeller slug={slug} name={name} company={company} headingId={headingId} />
      )}
      {standing?.state === "approved" ? (
        <Link href={`/s/${slug}`} className={buttonVariants({ variant: "secondary", className: "mt-auto self-start" })}>
          {t("visit")}
        </Link>
      ) : null}
    </li>
  );
}
