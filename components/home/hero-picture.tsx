import { Search, ShoppingBasket } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import { Money } from "../money";
import { AccentScope } from "../shells/accent-scope";
import { StatusBadge } from "../status-badge";
import { Avatar } from "../ui/avatar";
import { ProductDrawing } from "./product-drawing";

const accent = "#0f5f5c";

/** The product, drawn with its own parts: a portal's window and a shop on a phone. */
export function HeroPicture({ className }: { className?: string }) {
  const t = useTranslations("home.picture");
  return (
    <div role="img" aria-label={t("label")} className={cn("select-none", className)}>
      <div aria-hidden="true" inert className="relative sm:ps-14 sm:pb-12">
        <PortalWindow />
        <ShopPhone />
      </div>
    </div>
  );
}

const orders = [
  { number: 1042, who: "first", minor: 48260, status: "placed" },
  { number: 1041, who: "second", minor: 129900, status: "confirmed" },
  { number: 1040, who: "third", minor: 21475, status: "shipped" },
  { number: 1039, who: "fourth", minor: 86310, status: "delivered" },
  { number: 1038, who: "first", minor: 31750, status: "delivered" },
  { number: 1037, who: "third", minor: 9980, status: "cancelled" },
  { number: 1036, who: "second", minor: 74400, status: "delivered" },
] as const;

function PortalWindow() {
  const t = useTranslations("home.picture");
  const pages = ["overview", "customers", "invites", "products", "orders"] as const;
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card shadow-float">
      <div className="flex h-8 items-center gap-1.5 border-border border-b bg-muted px-3">
        <span className="size-2 rounded-full bg-input/50" />
        <span className="size-2 rounded-full bg-input/50" />
        <span className="size-2 rounded-full bg-input/50" />
        <span className="ms-3 h-4 w-40 rounded-sm bg-hover" />
      </div>
      <div className="grid grid-cols-[9.25rem_minmax(0,1fr)] max-sm:grid-cols-1">
        <div className="flex flex-col gap-1 border-border border-e bg-muted/40 p-2.5 max-sm:hidden">
          <div className="mb-2 flex items-center gap-2 rounded-md border border-border bg-card p-1.5">
            <Avatar name={t("seller")} size="sm" square />
            <span className="truncate font-semibold text-xs">{t("seller")}</span>
          </div>
          {pages.map((page) => (
            <span
              key={page}
              className={cn(
                "rounded-sm px-2 py-1 text-muted-foreground text-xs",
                page === "orders" && "bg-hover font-medium text-foreground",
              )}
            >
              {t(page)}
            </span>
          ))}
        </div>
        <div className="p-4">
          <p className="mb-3 font-semibold text-base">{t("orders")}</p>
          <div className="grid grid-cols-[3rem_minmax(0,1fr)_auto_auto] items-center gap-x-4 text-xs max-sm:gap-x-3">
            <HeadLine words={[t("order"), t("customer"), t("total"), t("status")]} />
            {orders.map((order) => (
              <div
                key={order.number}
                className="col-span-4 grid h-10 grid-cols-subgrid items-center border-border border-t max-sm:nth-[n+6]:hidden"
              >
                <span className="text-muted-foreground tabular-nums">{order.number}</span>
                <span className="truncate">{t(order.who)}</span>
                <Money minor={order.minor} currency="USD" className="text-end" />
                <span className="min-w-24">
                  <StatusBadge kind="order" status={order.status} />
                </span>
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

function HeadLine({ words }: { words: string[] }) {
  return (
    <div className="col-span-4 grid h-7 grid-cols-subgrid items-center text-muted-foreground">
      {words.map((word, index) => (
        <span key={word} className={index === 2 ? "text-end" : undefined}>
          {word}
        </span>
      ))}
    </div>
  );
}

const items = [
  { word: "itemOne", minor: 3120, drawing: "bottle" },
  { word: "itemTwo", minor: 1490, drawing: "sack" },
  { word: "itemThree", minor: 2275, drawing: "box" },
] as const;

function ShopPhone() {
  const t = useTranslations("home.picture");
  return (
    <AccentScope
      accent={accent}
      className="relative z-10 w-48 overflow-hidden rounded-[20px] border-4 border-foreground/85 bg-background shadow-float max-sm:-mt-8 max-sm:ms-auto max-sm:me-3 sm:absolute sm:start-0 sm:bottom-0 dark:border-hover"
    >
      <div className="h-1 bg-accent" />
      <div className="flex items-center gap-2 border-border border-b bg-card px-2.5 py-2">
        <Avatar name={t("seller")} size="sm" square className="bg-accent text-accent-fg" />
        <span className="truncate font-semibold text-xs">{t("seller")}</span>
      </div>
      <div className="flex flex-col gap-2 p-2.5">
        <span className="flex h-7 items-center gap-1.5 rounded-md border border-border bg-card px-2 text-muted-foreground text-xs">
          <Search className="size-3" />
          {t("search")}
        </span>
        {items.map((item) => (
          <div key={item.word} className="flex items-center gap-2 rounded-md border border-border bg-card p-1.5">
            <ProductDrawing kind={item.drawing} className="size-9" />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-xs">{t(item.word)}</span>
              <Money minor={item.minor} currency="USD" className="font-semibold text-xs" />
            </span>
            <span className="rounded-sm bg-accent px-1.5 py-0.5 font-medium text-accent-fg text-xs">{t("add")}</span>
          </div>
        ))}
        <span className="flex h-8 items-center gap-1.5 rounded-md bg-accent px-2 font-medium text-accent-fg text-xs">
          <ShoppingBasket className="size-3.5" />
          {t("basket")}
          <Money minor={48260} currency="USD" className="ms-auto" />
        </span>
      </div>
    </AccentScope>
  );
}
