"use client";

import { RequestAccess, type RequestAccessProps } from "@/components/request-access";
import { askByShareLinkAction } from "@/lib/share-links/actions";

/** Asks the seller of a poster; whoever is on its list is in at once. */
export function AskByLink({
  seller,
  code,
  ...props
}: { seller: string; code: string } & Omit<RequestAccessProps, "ask">) {
  return <RequestAccess {...props} ask={(input) => askByShareLinkAction({ seller, code, ...input })} />;
}
