import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { StoreScope } from "@/lib/access/scope";
import { speak } from "@/lib/i18n/spoken";
import { parseInput, toFailure } from "@/lib/server/failure";
import { requireOwnOrigin } from "@/lib/server/origin";
import type { ActionResult } from "@/lib/server/result";
import { enter, type RightOf, type ScopeKind, type ScopeMap, type SellerScopeKind } from "@/lib/server/scopes";

type Definition<Kind extends ScopeKind, Schema extends z.ZodType, Data> = {
  scope: Kind;
  can?: RightOf<Kind>;
  input: Schema;
  run: (scope: ScopeMap[Kind], input: z.output<Schema>) => Promise<Data>;
};

type Action<Kind extends ScopeKind, Schema extends z.ZodType, Data> = Kind extends SellerScopeKind
  ? (seller: string, input: z.input<Schema>) => Promise<ActionResult<Data>>
  : (input: z.input<Schema>) => Promise<ActionResult<Data>>;

/** The door for server actions: origin, who and where, right, input, run, errors. Actions of a shop or store take the seller first. */
export function action<Kind extends ScopeKind, Schema extends z.ZodType, Data>(
  definition: Definition<Kind, Schema, Data>,
): Action<Kind, Schema, Data> {
  const takesSeller = definition.scope === "shop" || definition.scope === "store";
  const run = async (...args: unknown[]): Promise<ActionResult<Data>> => {
    try {
      await requireOwnOrigin();
      const [seller, raw] = takesSeller ? args : ["", args[0]];
      const scope = await enter(definition.scope, typeof seller === "string" ? seller : "", definition.can);
      if (scope instanceof StoreScope) speak(scope.member.locale);
      return { ok: true, data: await definition.run(scope, parseInput(definition.input, raw)) };
    } catch (error) {
      // Redirects of Next travel as errors.
      unstable_rethrow(error);
      return { ok: false, error: await toFailure(error) };
    }
  };
  return run as Action<Kind, Schema, Data>;
}
