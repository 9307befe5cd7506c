"use client";

import { RequestAccess, type RequestAccessProps } from "@/components/request-access";
import { askInOwnNameAction } from "@/lib/invites/actions";

interface AskInOwnNameProps extends Omit<RequestAccessProps, "ask"> {
  seller: string;
  token: string;
}

/** The invite was sent to somebody else: whoever is signed in asks with the contact that is theirs. */
export function AskInOwnName({ seller, token, ...props }: AskInOwnNameProps) {
  return <RequestAccess {...props} ask={(input) => askInOwnNameAction({ seller, token, ...input })} />;
}
