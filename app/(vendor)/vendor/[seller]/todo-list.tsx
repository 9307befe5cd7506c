import {
  ChevronRight,
  CircleCheck,
  ClipboardCheck,
  type LucideIcon,
  MailWarning,
  MailX,
  PackageX,
  TimerOff,
  UserRoundPlus,
} from "lucide-react";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { cn } from "@/lib/cn";
import type { Todo } from "@/lib/overview/queries";

const ITEMS: { key: keyof Todo; path: string; icon: LucideIcon; pressing: boolean }[] = [
  { key: "ordersToConfirm", path: "/orders?status=placed", icon: ClipboardCheck, pressing: true },
  { key: "requests", path: "/requests", icon: UserRoundPlus, pressing: true },
  { key: "outOfStock", path: "/products?stock=out", icon: PackageX, pressing: false },
  { key: "messagesFailed", path: "/invites?status=sent", icon: MailWarning, pressing: true },
  { key: "invitesExpiring", path: "/invites?status=sent", icon: TimerOff, pressing: false },
  { key: "invitesExpired", path: "/invites?status=expired", icon: MailX, pressing: false },
];

/** None stands alone in a second row. */
const columns: Partial<Record<number, string>> = { 5: "xl:grid-cols-5", 6: "lg:grid-cols-3" };

/** What waits for somebody; each leads to the list of exactly that. */
export async function TodoList({ slug, todo }: { slug: string; todo: Todo }) {
  const [t, format] = await Promise.all([getTranslations("portal.overview"), getFormatter()]);
  const due = ITEMS.filter(({ key }) => todo[key] > 0);
  return (
    <section aria-label={t("todo")}>
      {due.length === 0 ? (
        <p className="flex items-center gap-3 rounded-lg border border-border bg-card px-4 py-3 text-sm">
          <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-success" />
          <span>
            <span className="font-medium">{t("nothing")}</span>{" "}
            <span className="text-muted-foreground">{t("nothingHint")}</span>
          </span>
        </p>
      ) : (
        <ul className={cn("grid gap-2 sm:grid-cols-2", columns[due.length] ?? "xl:grid-cols-4")}>
          {due.map(({ key, path, icon: Icon, pressing }) => (
            <li key={key} className={due.length === 5 ? "sm:max-xl:last:col-span-2" : undefined}>
              <Link
                href={`/vendor/${slug}${path}`}
                className="flex h-full min-h-12 items-center gap-3 rounded-lg border border-border bg-card px-3 py-2.5 text-sm transition-colors hover:bg-hover"
              >
                <span
                  className={cn(
                    "grid size-8 shrink-0 place-items-center rounded-md",
                    pressing ? "bg-warning-soft text-warning" : "bg-muted text-muted-foreground",
                  )}
                >
                  <Icon aria-hidden="true" className="size-4" />
                </span>
                <span className="min-w-0 flex-1">
                  <span className="font-semibold tabular-nums">{format.number(todo[key])}</span>{" "}
                  {t(key, { count: todo[key] })}
                </span>
                <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted-foreground rtl:rotate-180" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
