"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { terminateSellerAction } from "@/lib/sellers/actions";

const KINDS = ["members", "customers", "invites", "clients", "imports", "messages"] as const;

interface TerminateSellerProps {
  id: string;
  name: string;
  voids: Record<(typeof KINDS)[number], number>;
}

/** There is no way back: it says what will be void, and wants the seller's name typed. */
export function TerminateSeller({ id, name, voids }: TerminateSellerProps) {
  const t = useTranslations("admin.terminate");
  const tDecide = useTranslations("admin.decide");
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const { run, pending, fieldErrors } = useAction(() => terminateSellerAction({ id, name: typed, reason }), {
    success: t("done", { seller: name }),
    onFailure: ({ code }) => code === "conflict" && router.refresh(),
  });
  const confirm = async () => {
    const result = await run();
    if (!result?.ok) return false;
    router.refresh();
    return true;
  };
  return (
    <ConfirmDialog
      trigger={<Button variant="danger">{t("action")}</Button>}
      title={t("title", { seller: name })}
      description={t("text")}
      confirmLabel={t("action")}
      cancelLabel={t("keep")}
      pending={pending}
      onConfirm={confirm}
    >
      <div className="rounded-md border border-border bg-muted/40 px-4 py-3 text-sm">
        <p className="font-medium">{t("voids")}</p>
        <ul className="mt-1 list-disc ps-5 tabular-nums">
          {KINDS.map((kind) => (
            <li key={kind}>{t(kind, { count: voids[kind] })}</li>
          ))}
        </ul>
      </div>
      <Field label={tDecide("reason")} hint={tDecide("reasonHint")} error={fieldErrors.reason} required>
        <Textarea rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <Field label={t("name")} hint={t("nameHint", { seller: name })} error={fieldErrors.name} required>
        <Input autoComplete="off" maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
