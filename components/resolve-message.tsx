"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { resolveMessageAction, resolveOwnMessageAction } from "@/lib/messages/actions";
import type { MessageDecision } from "@/lib/messages/schema";
import { Button } from "./ui/button";
import { ConfirmDialog } from "./ui/confirm-dialog";
import { useAction } from "./use-action";

export interface ResolveMessageProps {
  id: string;
  /** A member in the store of this address, or an operator, who says whose message it is. */
  by: { store: string } | { operatorAt: string };
  /** After it is done; by default the page is read again. */
  onResolved?: () => void;
}

/** For a message that may or may not have gone out: both ways out of the doubt. Needs the namespace `delivery`. */
export function ResolveMessage({ id, by, onResolved }: ResolveMessageProps) {
  const t = useTranslations("delivery.resolve");
  const router = useRouter();
  const { run, pending } = useAction(
    (decision: MessageDecision) =>
      "store" in by
        ? resolveOwnMessageAction(by.store, { id, decision })
        : resolveMessageAction({ sellerId: by.operatorAt, id, decision }),
    {
      success: ({ status }) => (status === "delivered" ? t("marked") : t("queued")),
      onSuccess: onResolved ?? (() => router.refresh()),
    },
  );
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="secondary" size="sm" pending={pending} onClick={() => void run("delivered")}>
        {t("delivered")}
      </Button>
      <ConfirmDialog
        trigger={
          <Button variant="secondary" size="sm" disabled={pending}>
            {t("again")}
          </Button>
        }
        tone="primary"
        title={t("againTitle")}
        description={t("againText")}
        confirmLabel={t("again")}
        pending={pending}
        onConfirm={() => run("again")}
      />
    </div>
  );
}
