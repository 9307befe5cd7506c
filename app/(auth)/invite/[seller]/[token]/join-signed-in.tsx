"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
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
  /** Who sent it. */
  who: string;
  /** For somebody whom it is not meant for: how they ask for themselves. */
  asking: ReactNode;
  /** Knows where to go once the contact is proved. */
  onward: string;
  /** The form stands there from the start: Continue was pressed before this page came alive. */
  begun: boolean;
}

/** Who is signed in already proves the invited contact here; one that is not theirs yet is added by that. */
export function JoinSignedIn({ other, contact, who, asking, onward, begun }: JoinSignedInProps) {
  const t = useTranslations("invites.page");
  const [proving, setProving] = useState(begun);
  const { run, pending } = useAction(() => signOutAction());
  return (
    <div className="flex flex-col gap-4">
      {proving ? (
        <ProveStep contact={contact} onward={onward} />
      ) : (
        <>
          <Explanation other={other} contact={contact} who={who} />
          <form
            className="flex flex-col"
            onSubmit={(event) => {
              event.preventDefault();
              setProving(true);
            }}
          >
            <Button type="submit" name="prove" value="1" size="lg">
              {t("continue")}
            </Button>
          </form>
        </>
      )}
      {other ? (
        <>
          {asking}
          <Button variant="link" size="inline" className="self-start" pending={pending} onClick={() => run()}>
            {t("signOut")}
          </Button>
        </>
      ) : null}
    </div>
  );
}

function Explanation({ other, contact, who }: Pick<JoinSignedInProps, "other" | "contact" | "who">) {
  const t = useTranslations("invites.page");
  if (!other) return <p className="text-pretty text-muted-foreground text-sm">{t("confirm", { contact })}</p>;
  return (
    <Alert tone="info" title={t("otherTitle")}>
      {t("other", { contact, who })}
    </Alert>
  );
}

/** In place of the explanation, so that Continue is seen to have led on. */
function ProveStep({ contact, onward }: Pick<JoinSignedInProps, "contact" | "onward">) {
  const t = useTranslations("invites.page");
  return (
    <section className="flex flex-col gap-4 border-border border-t pt-5">
      <div className="flex flex-col gap-1">
        <h2 className="font-semibold text-base">{t("proveTitle")}</h2>
        <p className="text-pretty text-muted-foreground text-sm">{t("proveHint", { contact })}</p>
      </div>
      <ProveContact
        request={requestContactCodeAction}
        prove={addContactAction}
        submitLabel={t("prove")}
        // A full load: layouts above this page know the shop only from now on.
        onProved={() => window.location.assign(onward)}
      />
    </section>
  );
}
