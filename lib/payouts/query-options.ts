import { queryOptions } from "@tanstack/react-query";
import { getJson } from "@/lib/get-json";
import type { PayoutRunDto } from "@/lib/payouts/rules";

/** The newest run for all sellers; asked for again while the worker has it. */
export function payoutRunOptions(id: string) {
  return queryOptions({
    queryKey: ["none", "payout-run", id],
    queryFn: async ({ signal }) => {
      const { run } = await getJson<{ run: PayoutRunDto | null; sellerId: null }>(
        "/api/admin/payouts/run",
        null,
        signal,
      );
      return run;
    },
    refetchInterval: ({ state }) => (state.data?.status === "running" ? 1000 : false),
  });
}
