import "server-only";
import { type Place, SealError, seal, unseal } from "@/lib/sealed";

// Rows that were pasted and not imported yet hold numbers and addresses: among the wizard's notes they lie only sealed, bound to their seller.

export function pastedPlace(sellerId: string): Place {
  return { field: "sellers.onboarding.rows", row: sellerId };
}

export function sealPasted(sellerId: string, text: string): string {
  return Buffer.from(seal(pastedPlace(sellerId), text)).toString("base64");
}

/** Nothing where it does not open any more: a draft keeps nobody from going on. */
export function openPasted(sellerId: string, sealed: string): string {
  try {
    return unseal(pastedPlace(sellerId), Buffer.from(sealed, "base64"));
  } catch (error) {
    if (error instanceof SealError) return "";
    throw error;
  }
}
