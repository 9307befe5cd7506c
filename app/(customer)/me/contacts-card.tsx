"use client";

import { CircleCheck, CircleDashed, Mail, Smartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProveContact } from "@/components/prove-contact";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { addContactAction, removeContactAction, requestNewContactCodeAction } from "@/lib/users/actions";

interface Contact {
  id: string;
  kind: "phone" | "email";
  value: string;
  verified: boolean;
  removable: boolean;
}

export function ContactsCard({ contacts }: { contacts: Contact[] }) {
  const t = useTranslations("me.contacts");
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} actions={<AddContact />} />
      <ul className="divide-y divide-border">
        {contacts.map((contact) => (
          <ContactRow key={contact.id} contact={contact} />
        ))}
      </ul>
    </Card>
  );
}

function ContactRow({ contact }: { contact: Contact }) {
  const t = useTranslations("me.contacts");
  const { kind, value, verified, removable } = contact;
  const Icon = kind === "phone" ? Smartphone : Mail;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1 sm:flex-row sm:items-center sm:gap-3">
        <bdi className="min-w-0 break-all font-medium tabular-nums">{value}</bdi>
        {verified ? (
          <Badge tone="success" icon={CircleCheck}>
            {t("verified")}
          </Badge>
        ) : (
          <Badge tone="neutral" icon={CircleDashed}>
            {t("unverified")}
          </Badge>
        )}
      </div>
      {removable ? (
        <RemoveContact contact={contact} />
      ) : (
        <span className="max-w-36 text-pretty text-end text-muted-foreground text-xs sm:max-w-none">{t("only")}</span>
      )}
    </li>
  );
}

function RemoveContact({ contact }: { contact: Contact }) {
  const t = useTranslations("me.contacts");
  const router = useRouter();
  const { run, pending } = useAction(removeContactAction, { success: t("removed"), onSuccess: () => router.refresh() });
  const values = { contact: contact.value };
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost" size="sm" className="max-sm:h-11" aria-label={t("removeLabel", values)}>
          {t("remove")}
        </Button>
      }
      title={t("removeTitle", values)}
      description={t("removeDescription")}
      confirmLabel={t("remove")}
      pending={pending}
      onConfirm={async () => (await run({ contactId: contact.id }))?.ok}
    />
  );
}

function AddContact() {
  const t = useTranslations("me.contacts");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const added = () => {
    setOpen(false);
    toast.success(t("added"));
    router.refresh();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm" className="max-sm:h-11">
          {t("add")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("addTitle")} description={t("addDescription")} size="sm">
        <ProveContact
          request={requestNewContactCodeAction}
          prove={addContactAction}
          submitLabel={t("addSubmit")}
          onProved={added}
        />
      </DialogContent>
    </Dialog>
  );
}
