"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { leaveStoreAction } from "@/lib/members/actions";

interface LeaveStoreProps {
  slug: string;
  seller: string;
  lastAdmin: boolean;
  /** Not open yet: it ends with its last admin. */
  unopened: boolean;
}

export function LeaveStore({ slug, seller, lastAdmin, unopened }: LeaveStoreProps) {
  const t = useTranslations("members");
  const { run, pending } = useAction(() => leaveStoreAction(slug, { leave: true }), {
    // A full load: nothing of the store stays in the document.
    onSuccess: () => window.location.assign("/vendor"),
  });
  const discards = lastAdmin && unopened;
  const text = t(`membership.${discards ? "discardText" : "leaveText"}`);
  const leave = t(`membership.${discards ? "discard" : "leave"}`);
  const stays = lastAdmin && !unopened;
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="text-pretty text-muted-foreground text-sm">{stays ? t("errors.lastAdmin") : text}</p>
      {stays ? null : (
        <ConfirmDialog
          trigger={<Button variant="danger">{leave}</Button>}
          title={t("membership.confirm", { seller })}
          description={text}
          confirmLabel={leave}
          cancelLabel={t("membership.stay")}
          pending={pending}
          onConfirm={run}
        />
      )}
    </div>
  );
}
