"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
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
          onSaved={() => {
            setOpen(false);
            onSaved();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ slug, client, priceLists, onSaved }: EditClientProps) {
  const t = useTranslations("clients.edit");
  type Input = Parameters<typeof updateClientAction>[1];
  const { submit, pending, fieldErrors } = useAction((input: Input) => updateClientAction(slug, input), {
    success: ({ ended }) => (ended > 0 ? t("ended", { count: ended }) : t("done")),
    onSuccess: onSaved,
  });
  return (
    <form
      noValidate
      onSubmit={submit((form) => [{ clientId: client.id, ...readClientFields(form) }])}
      className="flex flex-col gap-4"
    >
      <ClientFields client={client} priceLists={priceLists} errors={fieldErrors} />
      <DialogFooter>
        <Button type="submit" pending={pending}>
          {t("save")}
        </Button>
      </DialogFooter>
    </form>
  );
}
