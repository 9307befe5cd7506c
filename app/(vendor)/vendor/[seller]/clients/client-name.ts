import type { ClientItem } from "@/lib/clients/schema";

/** How an entry is spoken of: at least one contact is always there. */
export function clientName({ company, name, phone, email }: ClientItem): string {
  return company ?? name ?? phone ?? email ?? "";
}
