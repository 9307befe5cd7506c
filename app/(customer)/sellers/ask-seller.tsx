"use client";

import { RequestAccess, type RequestAccessProps } from "@/components/request-access";
import { requestAccessAction } from "@/lib/customers/actions";

/** Asks a seller that lets itself be found, or that was asked before. */
export function AskSeller({ slug, ...props }: { slug: string } & Omit<RequestAccessProps, "ask">) {
  return <RequestAccess {...props} ask={(input) => requestAccessAction({ seller: slug, ...input })} />;
}
