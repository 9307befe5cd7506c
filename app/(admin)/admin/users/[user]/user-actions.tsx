"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ExportLink } from "@/components/export-link";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { disableUserAction, enableUserAction, endUserSessionsAction, eraseUserAction } from "@/lib/users/actions";

interface UserProps {
  userId: string;
  who: string;
}

interface UserActionsProps extends UserProps {
  status: "active" | "disabled";
  /** What has to be typed to erase them. */
  word: string;
  may: { disable: boolean; export: boolean; erase: boolean };
  /** Open stores that have no other admin. */
  alone: Store[];
}

type Store = { id: string; name: string };

export function UserActions({ userId, who, status, word, may, alone }: UserActionsProps) {
  const t = useTranslations("users");
  return (
    <>
      {may.export ? <ExportLink href={`/api/admin/users/${userId}/export`} label={t("export")} /> : null}
      {may.disable && status === "active" ? <Disable userId={userId} who={who} alone={alone} /> : null}
      {may.disable && status === "disabled" ? <Enable userId={userId} who={who} /> : null}
      {may.erase ? <Erase userId={userId} who={who} word={word} /> : null}
    </>
  );
}

export function EndSessions({ userId, who }: UserProps) {
  const t = useTranslations("users");
  const router = useRouter();
  const { run, pending } = useAction(endUserSessionsAction, {
    success: ({ ended }) => t("ended", { count: ended }),
    onSuccess: () => router.refresh(),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="secondary" size="sm">
          {t("endSessions")}
        </Button>
      }
      title={t("endTitle", { who })}
      description={t("endText")}
      confirmLabel={t("endSessions")}
      pending={pending}
      onConfirm={async () => (await run({ userId }))?.ok}
    />
  );
}

function Disable({ userId, who, alone }: UserProps & { alone: Store[] }) {
  const t = useTranslations("users");
  const router = useRouter();
  const [reason, setReason] = useState("");
  const { run, pending, fieldErrors } = useAction(disableUserAction, {
    success: t("disabled", { who }),
    onSuccess: () => router.refresh(),
    onFailure: ({ code }) => code === "conflict" && router.refresh(),
  });
  const suspend = alone.map(({ id }) => id);
  const names = new Intl.ListFormat(useLocale()).format(alone.map(({ name }) => name));
  return (
    <ConfirmDialog
      trigger={<Button variant="danger">{t("disable")}</Button>}
      title={t("disableTitle", { who })}
      description={t("disableText")}
      confirmLabel={t(alone.length > 0 ? "disableAndSuspend" : "disable")}
      tone="danger"
      pending={pending}
      onConfirm={async () => (await run({ userId, reason, suspend }))?.ok ?? false}
    >
      {alone.length > 0 ? <Alert tone="warning">{t("alone", { names })}</Alert> : null}
      <Field label={t("reason")} hint={t("reasonHint")} error={fieldErrors.reason} required>
        <Textarea
          name="reason"
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}

function Enable({ userId, who }: UserProps) {
  const t = useTranslations("users");
  const router = useRouter();
  const { run, pending } = useAction(enableUserAction, {
    success: t("enabled", { who }),
    onSuccess: () => router.refresh(),
  });
  return (
    <Button pending={pending} onClick={() => run({ userId })}>
      {t("enable")}
    </Button>
  );
}

function Erase({ userId, who, word }: UserProps & { word: string }) {
  const t = useTranslations("users");
  const router = useRouter();
  const [confirmation, setConfirmation] = useState("");
  const { run, pending, fieldErrors } = useAction(eraseUserAction, {
    success: t("erased"),
    onSuccess: () => router.refresh(),
  });
  return (
    <ConfirmDialog
      trigger={<Button variant="danger">{t("erase")}</Button>}
      title={t("eraseTitle", { who })}
      description={t("eraseText")}
      confirmLabel={t("erase")}
      pending={pending}
      onConfirm={async () => (await run({ userId, confirmation }))?.ok ?? false}
    >
      <Field label={t("typeName", { what: word })} error={fieldErrors.confirmation} required>
        <Input
          name="confirmation"
          autoComplete="off"
          maxLength={200}
          value={confirmation}
          onChange={(event) => setConfirmation(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
