import { describe, expect, it } from "vitest";
import { createQueryClient } from "./query-provider";

describe("createQueryClient", () => {
  it("serves keys that begin with its seller", async () => {
    const client = createQueryClient("seller-a");
    await client.query({ queryKey: ["seller-a", "orders"], queryFn: () => [1] });
    expect(client.getQueryData(["seller-a", "orders"])).toEqual([1]);
  });
  it("refuses every other key before anything is fetched", async () => {
    const client = createQueryClient("seller-a");
    let fetched = false;
    const queryFn = () => {
      fetched = true;
      return 1;
    };
    for (const queryKey of [["seller-b", "orders"], ["orders"], []]) {
      expect(() => client.getQueryCache().build(client, client.defaultQueryOptions({ queryKey, queryFn }))).toThrow(
        /begin with its seller/,
      );
    }
    expect(fetched).toBe(false);
  });
});
