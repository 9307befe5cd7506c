import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { listMyStores } from "@/lib/members/queries";
import type { StorePlaces } from "@/lib/members/schema";
import { route } from "@/lib/server/route";

/** The stores that one can switch to, by name. */
export const GET = route({
  scope: "account",
  input: z.object({}),
  run: async (scope): Promise<StorePlaces> => {
    const [stores, t] = await Promise.all([listMyStores(scope), getTranslations("members.roles")]);
    return {
      items: stores.map(({ slug, name, logo, role, status }) => ({ slug, name, logo, role, status, detail: t(role) })),
      sellerId: null,
    };
  },
});
