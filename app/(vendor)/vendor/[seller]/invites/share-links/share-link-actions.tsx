"use client";

import { Copy, QrCode } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { createShareLinkAction, revokeShareLinkAction } from "@/lib/share-links/actions";
import { LABEL_MAX } from "@/lib/share-links/rules";

export function NewShareLink({ slug }: { slug: string }) {
  const t = useTranslations("share-links.create");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { submit, pending, error, fieldErrors } = useAction(
    (input: { label: string }) => createShareLinkAction(slug, input),
    {
      success: t("done"),
      onSuccess: () => {
        setOpen(false);
        router.refresh();
      },
    },
  );
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <QrCode aria-hidden="true" />
          {t("open")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")} size="sm">
        <form
          noValidate
          onSubmit={submit((form) => [{ label: String(form.get("label")) }])}
          className="flex flex-col gap-4"
        >
          <Field label={t("label")} hint={t("labelHint")} error={fieldErrors.label ?? error?.message} required>
            <Input name="label" maxLength={LABEL_MAX} autoComplete="off" autoFocus />
          </Field>
          <DialogFooter>
            <Button type="submit" pending={pending}>
              {t("submit")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

export function CopyLink({ address }: { address: string }) {
  const t = useTranslations("share-links");
  const copy = () =>
    // Without https there is no clipboard.
    Promise.resolve(navigator.clipboard?.writeText(address) ?? Promise.reject(new Error("no clipboard"))).then(
      () => toast.success(t("copied")),
      () => toast.error(t("copyFailed")),
    );
  return (
    <Button variant="ghost" size="sm" onClick={() => void copy()}>
      <Copy aria-hidden="true" />
      {t("copy")}
    </Button>
  );
}

export function RevokeShareLink({ slug, id, label }: { slug: string; id: string; label: string }) {
  const t = useTranslations("share-links.revoke");
  const router = useRouter();
  const { run, pending } = useAction(() => revokeShareLinkAction(slug, { id }), {
    success: t("done", { label }),
    onSuccess: () => router.refresh(),
    onFailure: () => router.refresh(),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost" size="sm">
          {t("button")}
        </Button>
      }
      title={t("title", { label })}
      description={t("description")}
      confirmLabel={t("button")}
      pending={pending}
      onConfirm={() => run()}
    />
  );
}
