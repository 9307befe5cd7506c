"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { inviteWaitingAction } from "@/lib/clients/actions";

/** Invites the whole list but for those who are in; the work goes on as a job with a page of its own. */
export function InviteWaiting({ slug }: { slug: string }) {
  const t = useTranslations("clients.inviteAll");
  const router = useRouter();
  const { run, pending } = useAction(() => inviteWaitingAction(slug, {}), {
    onSuccess: ({ importId }) => router.push(`/vendor/${slug}/imports/${importId}`),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="secondary">
          <Send aria-hidden="true" />
          {t("button")}
        </Button>
      }
      title={t("title")}
      description={t("description")}
      confirmLabel={t("confirm")}
      tone="primary"
      pending={pending}
      onConfirm={() => run()}
    />
  );
}
