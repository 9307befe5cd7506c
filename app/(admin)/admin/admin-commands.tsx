"use client";

import { useQuery } from "@tanstack/react-query";
import { Banknote, Gauge, GitMerge, MessageSquareText, ScrollText, ShieldUser, Store, UsersRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { CommandMenu, usePaused } from "@/components/command-menu";
import { getJson } from "@/lib/get-json";

interface AdminCommandsProps {
  pages: { id: keyof typeof icons; href: string; label: string }[];
  children: ReactNode;
}

const icons = {
  platform: Gauge,
  sellers: Store,
  users: UsersRound,
  payouts: Banknote,
  messages: MessageSquareText,
  merges: GitMerge,
  operators: ShieldUser,
  audit: ScrollText,
};

type Found = { items: { id: string; name: string; slug: string; town: string | null }[]; sellerId: null };

/** ⌘K for operators: pages, and sellers by name. */
export function AdminCommands({ pages, children }: AdminCommandsProps) {
  const t = useTranslations("admin.commands");
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const search = usePaused(typed.trim());
  const enabled = search.length > 1;
  const { data, isFetching } = useQuery({
    queryKey: ["none", "commands", search],
    queryFn: ({ signal }) =>
      getJson<Found>(`/api/admin/sellers?${new URLSearchParams({ search, limit: "8" })}`, null, signal),
    enabled,
  });
  const waiting = typed.trim() !== search;
  const sellers = (!waiting && enabled && data?.items) || [];
  return (
    <CommandMenu
      groups={[
        {
          heading: t("pages"),
          items: pages.map(({ id, href, label }) => ({
            id: href,
            label,
            icon: icons[id],
            onSelect: () => router.push(href),
          })),
        },
      ]}
      found={[
        {
          heading: t("sellers"),
          items: sellers.map(({ id, name, slug, town }) => ({
            id,
            label: name,
            hint: town ?? undefined,
            icon: Store,
            onSelect: () => router.push(`/admin/sellers/${slug}`),
          })),
        },
      ]}
      search={typed}
      onSearchChange={setTyped}
      pending={waiting || (enabled && isFetching)}
    >
      {children}
    </CommandMenu>
  );
}
