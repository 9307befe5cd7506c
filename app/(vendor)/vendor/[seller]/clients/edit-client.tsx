"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type NewerValue, NewerValues } from "@/components/newer-values";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { useAction } from "@/components/use-action";
import { updateClientAction } from "@/lib/clients/actions";
import type { ClientItem } from "@/lib/clients/schema";
import { ClientFields, readClientFields } from "./client-fields";
import { clientName } from "./client-name";

interface EditClientProps {
  slug: string;
  client: ClientItem;
  priceLists: { id: string; name: string }[];
  onSaved: () => void;
}

export function EditClient({ onSaved, ...props }: EditClientProps) {
  const t = useTranslations("clients.edit");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="iconSm" aria-label={t("label", { name: clientName(props.client) })}>
          <Pencil aria-hidden="true" />
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <EditForm
          {...props}
          onStale={onSaved}
          onSaved={() => {
            setOpen(false);
            onSaved();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ slug, client, priceLists, onSaved, onStale }: EditClientProps & { onStale: () => void }) {
  const t = useTranslations("clients.edit");
  // The table goes on reading; the form began with this.
  const [begun] = useState(client);
  const newer = useNewerValues(begun, client);
  type Input = Parameters<typeof updateClientAction>[1];
  const { submit, pending, fieldErrors } = useAction((input: Input) => updateClientAction(slug, input), {
    success: ({ ended }) => (ended > 0 ? t("ended", { count: ended }) : t("done")),
    onSuccess: onSaved,
    onFailure: ({ code }) => code === "conflict" && onStale(),
  });
  return (
    <form
      noValidate
      onSubmit={submit((form) => [{ clientId: client.id, seen: client.updatedAt, ...readClientFields(form) }])}
      className="flex flex-col gap-4"
    >
      {newer.length > 0 ? <NewerValues values={newer} /> : null}
      <ClientFields client={begun} priceLists={priceLists} errors={fieldErrors} />
      <DialogFooter>
        <Button type="submit" pending={pending}>
          {t("save")}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** What the entry says now, where that is not what the form began with. Saving again then writes over what was shown. */
function useNewerValues(begun: ClientItem, now: ClientItem): NewerValue[] {
  const t = useTranslations("clients");
  if (begun.updatedAt === now.updatedAt) return [];
  const values = (["phone", "email", "company", "name"] as const).flatMap((field) =>
    begun[field] === now[field] ? [] : [{ label: t(`fields.${field}`), value: now[field] }],
  );
  if (begun.priceList?.id === now.priceList?.id) return values;
  return [...values, { label: t("fields.priceList"), value: now.priceList?.name ?? t("listPrices") }];
}
