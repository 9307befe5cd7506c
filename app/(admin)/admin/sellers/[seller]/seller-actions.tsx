import type { OperatorScope } from "@/lib/access/scope";
import type { SellerDto } from "@/lib/sellers/queries";
import { decisionsFor } from "@/lib/sellers/rules";
import { previewTermination } from "@/lib/sellers/termination/queries";
import { LookIntoStore } from "./look-into-store";
import { SellerDecisions } from "./seller-decisions";
import { TerminateSeller } from "./terminate-seller";

/** What this operator may do with the seller as it stands. */
export async function SellerActions({ scope, seller }: { scope: OperatorScope; seller: SellerDto }) {
  const { id, name, status, submittedAt } = seller;
  const decisions = scope.can("sellers.decide") ? decisionsFor(status) : [];
  const voids = scope.can("sellers.terminate") && status !== "terminated" ? await previewTermination(scope, id) : null;
  if (decisions.length === 0 && !voids && !scope.can("stores.look")) return null;
  return (
    <>
      {scope.can("stores.look") ? <LookIntoStore sellerId={id} name={name} /> : null}
      <SellerDecisions id={id} name={name} decisions={decisions} submittedAt={submittedAt?.toISOString() ?? null} />
      {voids ? <TerminateSeller id={id} name={name} voids={voids} /> : null}
    </>
  );
}
