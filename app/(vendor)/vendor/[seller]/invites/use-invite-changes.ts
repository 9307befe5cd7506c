"use client";

import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { resendInvitesAction, revokeInvitesAction } from "@/lib/invites/actions";
import type { BulkOutcome } from "@/lib/invites/schema";

/** Sends many again or takes them back; a toast says how many, and why not the others. */
export function useInviteChanges(slug: string, onDone: () => void) {
  const t = useTranslations("invites");
  const resending = useAction((inviteIds: string[]) => resendInvitesAction(slug, { inviteIds }));
  const revoking = useAction((inviteIds: string[]) => revokeInvitesAction(slug, { inviteIds }));
  const say = (text: string, about: string[], { done, refused }: BulkOutcome) => {
    const left = refused
      .map(({ reason, count }) => t("bulkRefused", { count, reason: t(`reasons.${reason}`) }))
      .join("\n");
    if (done > 0) toast.success(text, { about, description: left || undefined });
    else if (left) toast.error(left, { about });
  };
  const resend = async (ids: string[]) => {
    const result = await resending.run(ids);
    onDone();
    if (result?.ok) say(t("resend.bulk", { count: result.data.done }), ids, result.data);
  };
  const revoke = async (ids: string[]) => {
    const result = await revoking.run(ids);
    onDone();
    if (result?.ok) say(t("revoke.bulkDone", { count: result.data.done }), ids, result.data);
  };
  return { resend, revoke, pending: resending.pending, revoking: revoking.pending };
}
