"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ProveKnownContact } from "@/components/prove-known-contact";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { giveSecondProofAction, leaveHeldAction, requestSecondProofAction, startAsNewAction } from "@/lib/auth/actions";

interface SecondProofProps {
  /** The number that was proved. */
  contact: string;
  others: { id: string; kind: "phone" | "email"; label: string }[];
}

export function SecondProof({ contact, others }: SecondProofProps) {
  const t = useTranslations("auth.secondProof");
  return (
    <div className="flex flex-col gap-6">
      <Way title={t("known")} hint={others.length > 0 ? t("knownHint") : t("none")}>
        {others.length > 0 ? (
          <ProveKnownContact
            contacts={others}
            request={requestSecondProofAction}
            prove={giveSecondProofAction}
            submitLabel={t("submit")}
            onProved={reload}
          />
        ) : null}
      </Way>
      <Way title={t("new")} hint={t("newHint")}>
        <StartAsNew contact={contact} />
      </Way>
      <SignOut />
    </div>
  );
}

/** A full load: this page then leads on whoever is held no more. */
function reload(): void {
  window.location.reload();
}

function Way({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-border border-t pt-5">
      <div className="flex flex-col gap-1">
        <h2 className="font-semibold text-base">{title}</h2>
        <p className="text-pretty text-muted-foreground text-sm">{hint}</p>
      </div>
      {children}
    </section>
  );
}

function StartAsNew({ contact }: { contact: string }) {
  const t = useTranslations("auth.secondProof");
  const [leaving, setLeaving] = useState(false);
  const { run, pending } = useAction(() => startAsNewAction(), {
    onSuccess: () => {
      setLeaving(true);
      reload();
    },
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="secondary" size="lg" pending={leaving}>
          {t("new")}
        </Button>
      }
      title={t("newTitle")}
      description={t("newDescription", { contact: `\u2066${contact}\u2069` })}
      confirmLabel={t("new")}
      pending={pending}
      onConfirm={async () => (await run())?.ok}
    />
  );
}

export function SignOut() {
  const t = useTranslations("auth.secondProof");
  const { run, pending } = useAction(() => leaveHeldAction());
  return (
    <Button variant="link" size="inline" className="self-start" pending={pending} onClick={() => run()}>
      {t("signOut")}
    </Button>
  );
}
