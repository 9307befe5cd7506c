"use client";

import { useTranslations } from "next-intl";
import { ProveKnownContact } from "@/components/prove-known-contact";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { giveOwnProofAction, requestOwnProofAction } from "@/lib/auth/actions";
import {
  getMergeOfferAction,
  giveOtherContactProofAction,
  mergeUsersAction,
  requestOtherContactProofAction,
  takeNumberAction,
} from "@/lib/merges/actions";
import { OtherAccount, type OtherUser } from "./other-account";

interface Provable {
  id: string;
  kind: "phone" | "email";
  label: string;
}

export type Offer = { proofId: string; contact: string } & (
  | { needs: "second"; contacts: Provable[] }
  | { needs: "own"; contacts: Provable[]; other: OtherUser }
  | { needs: null; other: OtherUser }
);

interface TakenContactProps<O extends Offer = Offer> {
  offer: O;
  /** Something more was proved. */
  onOffer: (offer: Offer) => void;
  onMerged: () => void;
  onTaken: () => void;
  onCancel: () => void;
}

/** The contact that was just proved belongs to another user: perhaps both are one person. */
export function TakenContact({ offer, ...ways }: TakenContactProps) {
  if (offer.needs === "second") return <LongUnused offer={offer} {...ways} />;
  return (
    <>
      <Explanation contact={offer.contact} />
      <OtherAccount user={offer.other} />
      {offer.needs === "own" ? <OwnProof offer={offer} {...ways} /> : <Merge offer={offer} {...ways} />}
    </>
  );
}

function Explanation({ contact }: { contact: string }) {
  const t = useTranslations("me.contacts.taken");
  return <p className="text-pretty text-sm">{t("explanation", { contact: `\u2066${contact}\u2069` })}</p>;
}

function useNextOffer({ offer, onOffer }: Pick<TakenContactProps, "offer" | "onOffer">) {
  const { proofId } = offer;
  const { run } = useAction(() => getMergeOfferAction({ proofId }), { onSuccess: onOffer });
  return () => void run();
}

function OwnProof(props: TakenContactProps<Extract<Offer, { needs: "own" }>>) {
  const t = useTranslations("me.contacts.taken");
  const next = useNextOffer(props);
  return (
    <section className="flex flex-col gap-3 border-border border-t pt-4">
      <h3 className="font-semibold text-sm">{t("ownTitle")}</h3>
      <p className="text-pretty text-muted-foreground text-sm">{t("ownHint")}</p>
      <ProveKnownContact
        contacts={props.offer.contacts}
        request={requestOwnProofAction}
        prove={giveOwnProofAction}
        submitLabel={t("confirm")}
        onProved={next}
      />
    </section>
  );
}

function Merge({ offer, onMerged, onCancel }: TakenContactProps<Extract<Offer, { needs: null }>>) {
  const t = useTranslations("me.contacts.taken");
  const { proofId } = offer;
  const { run, pending, error } = useAction(() => mergeUsersAction({ proofId }), {
    onSuccess: onMerged,
    toastFailure: false,
  });
  return (
    <>
      <p className="text-pretty text-muted-foreground text-sm">{t("what")}</p>
      {error ? (
        <Alert tone="danger" live>
          {error.message}
        </Alert>
      ) : null}
      <DialogFooter>
        <Button variant="secondary" onClick={onCancel}>
          {t("keep")}
        </Button>
        <Button pending={pending} onClick={() => run()}>
          {t("merge")}
        </Button>
      </DialogFooter>
    </>
  );
}

/** Whoever has the number now may never have been the other user: nothing is told of them before another contact of theirs is proved. */
function LongUnused(props: TakenContactProps<Extract<Offer, { needs: "second" }>>) {
  const t = useTranslations("me.contacts.taken");
  const { offer, onTaken } = props;
  const { proofId, contacts } = offer;
  const next = useNextOffer(props);
  const { run, pending } = useAction(() => takeNumberAction({ proofId }), {
    onSuccess: onTaken,
    onFailure: (failure) => failure.fields && toast.error(failure.message),
  });
  return (
    <>
      <p className="text-pretty text-sm">{t("unused", { contact: `\u2066${offer.contact}\u2069` })}</p>
      {contacts.length > 0 ? (
        <section className="flex flex-col gap-3 border-border border-t pt-4">
          <h3 className="font-semibold text-sm">{t("mine")}</h3>
          <p className="text-pretty text-muted-foreground text-sm">{t("mineHint")}</p>
          <ProveKnownContact
            contacts={contacts}
            request={({ contactId }) => requestOtherContactProofAction({ proofId, contactId })}
            prove={({ contactId, code }) => giveOtherContactProofAction({ proofId, contactId, code })}
            submitLabel={t("confirm")}
            onProved={next}
          />
        </section>
      ) : null}
      <section className="flex flex-col items-start gap-3 border-border border-t pt-4">
        <h3 className="font-semibold text-sm">{t("new")}</h3>
        <p className="text-pretty text-muted-foreground text-sm">{t("newHint")}</p>
        <Button variant="secondary" pending={pending} onClick={() => run()}>
          {t("take")}
        </Button>
      </section>
    </>
  );
}
