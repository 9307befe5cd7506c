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
}

export function LeaveStore({ slug, seller, lastAdmin }: LeaveStoreProps) {
  const t = useTranslations("members");
  const { run, pending } = useAction(() => leaveStoreAction(slug, { leave: true }), {
    // A full load: nothing of the store stays in the document.
    onSuccess: () => window.location.assign("/vendor"),
  });
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="text-pretty text-muted-foreground text-sm">
        {t(lastAdmin ? "errors.lastAdmin" : "membership.leaveText")}
      </p>
      {lastAdmin ? null : (
        <ConfirmDialog
          trigger={<Button variant="danger">{t("membership.leave")}</Button>}
          title={t("membership.confirm", { seller })}
          description={t("membership.leaveText")}
          confirmLabel={t("membership.leave")}
          cancelLabel={t("membership.stay")}
          pending={pending}
          onConfirm={run}
        />
      )}
    </div>
  );
}
