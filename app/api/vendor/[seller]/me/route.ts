import { z } from "zod";
import { placeKey } from "@/lib/members/rules";
import { route } from "@/lib/server/route";

/** Who one is in this store right now: an open tab asks, and leaves when it is no longer so. */
export const GET = route({
  scope: "store",
  input: z.object({}),
  run: async ({ user, seller, member, look }) => ({
    sellerId: seller.id,
    place: placeKey({ userId: user.id, role: member.role, status: seller.status, looking: look !== null }),
  }),
});
