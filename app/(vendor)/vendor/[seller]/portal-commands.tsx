"use client";

import { useQuery } from "@tanstack/react-query";
import { Package, ReceiptText, Store, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import { CommandMenu, usePaused } from "@/components/command-menu";
import { useRecentStores, useStorePlaces, useSwitchStore } from "@/components/store-places";
import type { PaletteGroup } from "@/components/ui/command-palette";
import { customerLabel, type NamedCustomer } from "@/lib/customers/rules";
import { getJson } from "@/lib/get-json";
import { findStores } from "@/lib/members/rules";
import { SECTION_ICONS } from "./section-icons";
import { SECTIONS, type SectionId } from "./sections";

interface PortalCommandsProps {
  userId: string;
  store: { sellerId: string; slug: string; name: string };
  pages: { id: SectionId; href: string; label: string }[];
  children: ReactNode;
}

/** ⌘K in the portal: pages, stores, and what the store's own lists find. */
export function PortalCommands({ userId, store, pages, children }: PortalCommandsProps) {
  const t = useTranslations("portal.commands");
  const router = useRouter();
  const [search, setSearch] = useState("");
  const [opened, setOpened] = useState(false);
  const onOpen = useCallback(() => setOpened(true), []);
  const { groups: found, pending } = useFound(store, pages, search);
  const { data: stores } = useStorePlaces(store.sellerId, opened);
  const { go, veil } = useSwitchStore(store, SECTIONS);
  const recent = useRecentStores(userId, store.slug);
  const groups: PaletteGroup[] = [
    {
      heading: t("pages"),
      items: pages.map(({ id, href, label }) => ({
        id: href,
        label,
        icon: SECTION_ICONS[id],
        onSelect: () => router.push(href),
      })),
    },
    {
      heading: t("stores"),
      items: findStores(stores?.items ?? [], search, recent)
        .filter(({ slug }) => slug !== store.slug)
        .slice(0, STORES)
        .map((other) => ({
          id: `/vendor/${other.slug}`,
          label: other.name,
          hint: other.detail,
          icon: Store,
          // Found already, accents or not.
          keywords: [t("stores"), search],
          onSelect: () => go(other),
        })),
    },
  ];
  return (
    <CommandMenu
      groups={groups}
      found={found}
      search={search}
      onSearchChange={setSearch}
      pending={pending}
      onOpen={onOpen}
    >
      {children}
      {veil}
    </CommandMenu>
  );
}

/** Further ones are found by their names. */
const STORES = 8;

type Lists = {
  orders: { items: { number: number; customer: NamedCustomer }[] };
  customers: { items: ({ id: string } & NamedCustomer)[] };
  products: { items: { id: string; name: string; sku: string }[] };
};
const PARAMETER = { orders: "search", customers: "q", products: "search" } as const;

function useFound(store: PortalCommandsProps["store"], pages: PortalCommandsProps["pages"], typed: string) {
  const t = useTranslations("portal.commands");
  const tShell = useTranslations("shell");
  const router = useRouter();
  const search = usePaused(typed.trim());
  const may = (section: keyof Lists) => pages.some(({ id }) => id === section);
  const orders = useList(store, "orders", search, may("orders") && /^#?\d+$/.test(search));
  const customers = useList(store, "customers", search, may("customers") && search.length > 1);
  const products = useList(store, "products", search, may("products") && search.length > 1);
  const go = (path: string) => () => router.push(`/vendor/${store.slug}${path}`);
  const groups: PaletteGroup[] = [
    {
      heading: t("orders"),
      items: orders.items.map(({ number, customer }) => ({
        id: `order ${number}`,
        label: t("order", { number: String(number) }),
        hint: customerLabel(customer) ?? undefined,
        icon: ReceiptText,
        onSelect: go(`/orders/${number}`),
      })),
    },
    {
      heading: t("customers"),
      items: customers.items.map(({ id, ...customer }) => ({
        id,
        label: customerLabel(customer) ?? tShell("unnamedCustomer"),
        hint: customer.company ? (customer.name ?? undefined) : undefined,
        icon: UserRound,
        onSelect: go(`/customers/${id}`),
      })),
    },
    {
      heading: t("products"),
      items: products.items.map(({ id, name, sku }) => ({
        id,
        label: name,
        hint: sku,
        icon: Package,
        onSelect: go(`/products/${id}`),
      })),
    },
  ];
  const waiting = typed.trim() !== search;
  return { groups: waiting ? [] : groups, pending: waiting || orders.pending || customers.pending || products.pending };
}

function useList<List extends keyof Lists>(
  { sellerId, slug }: PortalCommandsProps["store"],
  list: List,
  search: string,
  enabled: boolean,
) {
  const params = new URLSearchParams({ [PARAMETER[list]]: search.replace(/^#/, ""), limit: "5" });
  const { data, isFetching } = useQuery({
    queryKey: [sellerId, "commands", list, search],
    queryFn: ({ signal }) =>
      getJson<Lists[List] & { sellerId: string }>(`/api/vendor/${slug}/${list}?${params}`, sellerId, signal),
    enabled,
  });
  const items: Lists[List]["items"] = (enabled && data?.items) || [];
  return { items, pending: enabled && isFetching };
}
