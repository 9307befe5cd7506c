import type { ReactNode } from "react";
import type { StoreScope } from "@/lib/access/scope";
import { FinishStep } from "./finish-step";

/** Whoever is to work in the portal, invited as there. */
export async function MembersStep({ scope, back }: { scope: StoreScope; back: ReactNode }) {
  return <FinishStep slug={scope.seller.slug} step="members" back={back} />;
}
