"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { CustomerActions } from "@/app/(vendor)/vendor/[seller]/customers/customer-actions";
import { CustomerForm } from "@/app/(vendor)/vendor/[seller]/customers/customer-form";
import type { CustomerItem } from "@/lib/customers/schema";

interface WritingProps {
  store: { sellerId: string; slug: string };
  customer: CustomerItem;
}

export function AccessButton({ store, customer }: WritingProps) {
  const onChanged = useReread(store.sellerId);
  return <CustomerActions slug={store.slug} customer={customer} onChanged={onChanged} size="md" />;
}

export function OwnWordsForm({
  store,
  customer,
  priceLists,
}: WritingProps & { priceLists: { id: string; name: string }[] }) {
  const reread = useReread(store.sellerId);
  return (
    <CustomerForm slug={store.slug} customer={customer} priceLists={priceLists} onSaved={reread} onStale={reread} />
  );
}

/** The page from the server, and the lists of customers and of this one that the browser keeps. */
function useReread(sellerId: string) {
  const router = useRouter();
  const client = useQueryClient();
  return () => {
    router.refresh();
    void client.invalidateQueries({
      predicate: ({ queryKey: [seller, list] }) => seller === sellerId && String(list).startsWith("customers"),
    });
  };
}
