import { ShoppingBasket } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { buttonVariants } from "../ui/button-variants";

export interface BasketLinkProps {
  href: string;
  /** Lines in the basket. */
  count: number;
  /** A <Money>. */
  total?: ReactNode;
}

/** In the header. On phones only while the basket is empty: with lines in it, StickyBasket takes over. */
export function BasketLink({ href, count, total }: BasketLinkProps) {
  const t = useTranslations("shell");
  return (
    <Link
      href={href}
      className={cn(
        buttonVariants({ variant: count > 0 ? "primary" : "secondary" }),
        count > 0 ? "max-md:hidden" : "max-sm:w-11 max-sm:px-0",
      )}
    >
      <ShoppingBasket aria-hidden="true" />
      <span className="max-sm:sr-only">{t("basket")}</span>
      {count > 0 ? (
        <span className="flex items-center gap-2 tabular-nums">
          <span className="rounded-full bg-accent-fg/15 px-1.5 text-xs">{count}</span>
          {total}
        </span>
      ) : null}
    </Link>
  );
}

/** Above the phone's bottom bar, always in reach of the thumb. */
export function StickyBasket({ href, count, total }: BasketLinkProps) {
  const t = useTranslations("shell");
  if (count === 0) return null;
  return (
    <Link
      href={href}
      className="sticky-basket flex h-12 items-center gap-3 rounded-md bg-accent px-4 font-medium text-accent-fg text-sm shadow-float md:hidden"
    >
      <ShoppingBasket aria-hidden="true" className="size-5" />
      <span>{t("basket")}</span>
      <span className="font-normal opacity-90">{t("basketLines", { count })}</span>
      <span className="ms-auto tabular-nums">{total}</span>
    </Link>
  );
}
