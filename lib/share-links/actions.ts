"use server";

import { action } from "@/lib/server/action";
import { askByShareLink, createShareLink, revokeShareLink } from "@/lib/share-links/commands";
import { createShareLinkInput, joinInput, shareLinkIdInput } from "@/lib/share-links/schema";

export const createShareLinkAction = action({
  scope: "store",
  can: "invites.write",
  input: createShareLinkInput,
  run: createShareLink,
});

export const revokeShareLinkAction = action({
  scope: "store",
  can: "invites.write",
  input: shareLinkIdInput,
  run: revokeShareLink,
});

export const askByShareLinkAction = action({ scope: "account", input: joinInput, run: askByShareLink });
