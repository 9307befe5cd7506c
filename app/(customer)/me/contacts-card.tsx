"use client";

import { CircleCheck, CircleDashed, Mail, Smartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { ContactText } from "@/components/contact-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { formatDate } from "@/lib/i18n/format";
import { removeContactAction } from "@/lib/users/actions";
import { AddContact } from "./add-contact";

interface Contact {
  id: string;
  kind: "phone" | "email";
  value: string;
  verified: boolean;
  removable: boolean;
  keptUntil: Date | null;
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
  const locale = useLocale();
  const { kind, value, verified, removable, keptUntil } = contact;
  const Icon = kind === "phone" ? Smartphone : Mail;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1 sm:flex-row sm:items-center sm:gap-3">
        <ContactText value={value} className="min-w-0 font-medium" />
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
        <span className="max-w-36 text-pretty text-end text-muted-foreground text-xs sm:max-w-none">
          {keptUntil ? t("kept", { date: formatDate(keptUntil, "date", locale, "UTC") }) : t("only")}
        </span>
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
