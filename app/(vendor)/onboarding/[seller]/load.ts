import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { StoreScope } from "@/lib/access/scope";
import { getOpening, listOpenings, type Opening } from "@/lib/onboarding/queries";
import { isDraftSlug } from "@/lib/sellers/slugs";
import { pageScope } from "@/lib/server/page";

/** A shop that is being opened, for its admins; one that is open already is not opened again. */
export const loadOpening = cache(async (slug: string): Promise<{ scope: StoreScope; opening: Opening }> => {
  if (isDraftSlug(slug)) await leadToChosen(slug);
  const scope = await pageScope("store", slug, "settings.read");
  const opening = await getOpening(scope);
  if (opening.status !== "draft" && opening.status !== "pending") redirect(`/vendor/${slug}`);
  return { scope, opening };
});

/** A page that was left open before the shop had its address. */
async function leadToChosen(slug: string): Promise<void> {
  const moved = (await listOpenings(await pageScope("account"))).find(({ was }) => was === slug);
  if (moved) redirect(`/onboarding/${moved.slug}`);
}
