"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProveContact } from "@/components/prove-contact";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { addContactOrOfferAction, requestNewContactCodeAction } from "@/lib/users/actions";
import { type Offer, TakenContact } from "./taken-contact";

/** A contact is added by proving it; one that another user has may show that both are the same person. */
export function AddContact() {
  const t = useTranslations("me.contacts");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [offer, setOffer] = useState<Offer | null>(null);
  const show = (next: boolean) => {
    setOpen(next);
    if (next) setOffer(null);
  };
  const done = (message: string) => {
    setOpen(false);
    toast.success(message);
    router.refresh();
  };
  const title = !offer ? t("addTitle") : offer.needs === "second" ? t("taken.unusedTitle") : t("taken.title");
  return (
    <Dialog open={open} onOpenChange={show}>
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm" className="max-sm:h-11">
          {t("add")}
        </Button>
      </DialogTrigger>
      <DialogContent title={title} description={offer ? undefined : t("addDescription")} size={offer ? "md" : "sm"}>
        {offer ? (
          <TakenContact
            offer={offer}
            onOffer={setOffer}
            onMerged={() => done(t("taken.merged"))}
            onTaken={() => done(t("added"))}
            onCancel={() => setOpen(false)}
          />
        ) : (
          <ProveContact
            request={requestNewContactCodeAction}
            prove={addContactOrOfferAction}
            submitLabel={t("addSubmit")}
            onProved={(proved) => (proved.added ? done(t("added")) : setOffer(proved.offer))}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}
