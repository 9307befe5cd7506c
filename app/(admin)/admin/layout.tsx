import {
  Banknote,
  CircleUserRound,
  Gauge,
  GitMerge,
  MessageSquareText,
  ScrollText,
  ShieldUser,
  ShoppingBag,
  Store,
  UsersRound,
  Warehouse,
} from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { ClientMessages } from "@/components/client-messages";
import { CommandButton } from "@/components/command-menu";
import { QueryProvider } from "@/components/query-provider";
import { AdminShell } from "@/components/shells/admin-shell";
import { PageSkeleton } from "@/components/ui/skeleton";
import { signOutAction } from "@/lib/auth/actions";
import { pageScope } from "@/lib/server/page";
import { AdminCommands } from "./admin-commands";

export async function generateMetadata(): Promise<Metadata> {
  // Refused: the page says so, under the plain title of a page that does not exist.
  if (!(await pageScope("operator").catch(() => null))) return {};
  const t = await getTranslations("admin.sections");
  return { title: { template: `%s · ${t("platform")}`, default: t("platform") }, robots: { index: false } };
}

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Admin>{children}</Admin>
    </Suspense>
  );
}

async function Admin({ children }: { children: ReactNode }) {
  const [scope, t, tDelivery, tMerges, tPayouts, tUsers, tOperators, tAudit] = await Promise.all([
    pageScope("operator"),
    getTranslations("admin"),
    getTranslations("delivery.admin"),
    getTranslations("merges"),
    getTranslations("payouts"),
    getTranslations("users"),
    getTranslations("operators"),
    getTranslations("audit.admin"),
  ]);
  const pages = [
    { id: "platform", href: "/admin", label: t("sections.platform") },
    { id: "sellers", href: "/admin/sellers", label: t("sections.sellers") },
    ...(scope.can("users.read") ? [{ id: "users", href: "/admin/users", label: tUsers("title") } as const] : []),
    ...(scope.can("payouts.read")
      ? [{ id: "payouts", href: "/admin/payouts", label: tPayouts("title") } as const]
      : []),
    ...(scope.can("messages.read")
      ? [{ id: "messages", href: "/admin/messages", label: tDelivery("title") } as const]
      : []),
    ...(scope.can("users.merge") ? [{ id: "merges", href: "/admin/merges", label: tMerges("title") } as const] : []),
    ...(scope.can("operators.write")
      ? [{ id: "operators", href: "/admin/operators", label: tOperators("title") } as const]
      : []),
    ...(scope.can("audit.read") ? [{ id: "audit", href: "/admin/audit", label: tAudit("title") } as const] : []),
  ] as const;
  const icons = {
    platform: <Gauge aria-hidden="true" />,
    sellers: <Store aria-hidden="true" />,
    payouts: <Banknote aria-hidden="true" />,
    messages: <MessageSquareText aria-hidden="true" />,
    merges: <GitMerge aria-hidden="true" />,
    users: <UsersRound aria-hidden="true" />,
    operators: <ShieldUser aria-hidden="true" />,
    audit: <ScrollText aria-hidden="true" />,
  };
  const links = [
    { href: "/me", label: t("menu.you"), icon: <CircleUserRound aria-hidden="true" /> },
    { href: "/vendor", label: t("menu.portal"), icon: <Warehouse aria-hidden="true" /> },
    { href: "/sellers", label: t("menu.shops"), icon: <ShoppingBag aria-hidden="true" /> },
  ];
  return (
    <QueryProvider userId={scope.user.id} sellerId={null}>
      <ClientMessages namespaces={["admin"]}>
        <AdminCommands pages={[...pages]}>
          <AdminShell
            items={pages.map(({ id, ...item }) => ({ ...item, icon: icons[id], exact: id === "platform" }))}
            user={{
              name: scope.user.name ?? t(`roles.${scope.role}`),
              detail: t(`roles.${scope.role}`),
              links,
              signOut: signOutAction,
            }}
            tools={<CommandButton />}
          >
            {children}
          </AdminShell>
        </AdminCommands>
      </ClientMessages>
    </QueryProvider>
  );
}
