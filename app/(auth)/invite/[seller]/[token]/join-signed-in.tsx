"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProveContact } from "@/components/prove-contact";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { signOutAction } from "@/lib/auth/actions";
import { addContactAction, requestContactCodeAction } from "@/lib/users/actions";

interface JoinSignedInProps {
  /** Signed in, and the invited contact is not one of theirs. */
  other: boolean;
  /** Masked. */
  contact: string;
  /** Knows where to go once the contact is proved. */
  onward: string;
}

/** Who is signed in already proves the invited contact here; one that is not theirs yet is added by that. */
export function JoinSignedIn({ other, contact, onward }: JoinSignedInProps) {
  const t = useTranslations("invites.page");
  const [proving, setProving] = useState(false);
  const { run, pending } = useAction(() => signOutAction());
  return (
    <div className="flex flex-col gap-4">
      {other ? (
        <Alert tone="info" title={t("otherTitle")}>
          {t("other", { contact })}
        </Alert>
      ) : (
        <p className="text-pretty text-muted-foreground text-sm">{t("confirm")}</p>
      )}
      {proving ? (
        <ProveContact
          request={requestContactCodeAction}
          prove={addContactAction}
          submitLabel={t("prove")}
          // A full load: layouts above this page know the shop only from now on.
          onProved={() => window.location.assign(onward)}
        />
      ) : (
        <Button size="lg" onClick={() => setProving(true)}>
          {t("continue")}
        </Button>
      )}
      {other ? (
        <Button variant="link" size="inline" className="self-start" pending={pending} onClick={() => run()}>
          {t("signOut")}
        </Button>
      ) : null}
    </div>
  );
}
