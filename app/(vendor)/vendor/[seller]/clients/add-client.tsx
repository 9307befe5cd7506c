"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { addClientAction } from "@/lib/clients/actions";
import { ClientFields, readClientFields } from "./client-fields";

interface AddClientProps {
  store: { sellerId: string; slug: string };
  priceLists: { id: string; name: string }[];
}

export function AddClient(props: AddClientProps) {
  const t = useTranslations("clients.add");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden="true" />
          {t("button")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <AddForm {...props} onAdded={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function AddForm({ store, priceLists, onAdded }: AddClientProps & { onAdded: () => void }) {
  const t = useTranslations("clients.add");
  const client = useQueryClient();
  type Input = Parameters<typeof addClientAction>[1];
  const { submit, pending, fieldErrors } = useAction(
    async (input: Input) => {
      const result = await addClientAction(store.slug, input);
      if (result.ok) {
        const { approved, restored } = result.data;
        const name = input.company || input.name || input.phone || input.email;
        toast.success(t(approved ? "approved" : restored ? "restored" : "done", { name: name ?? "" }));
      }
      return result;
    },
    {
      onSuccess: () => {
        void client.invalidateQueries({ queryKey: [store.sellerId, "clients"] });
        onAdded();
      },
    },
  );
  return (
    <form noValidate onSubmit={submit((form) => [readClientFields(form)])} className="flex flex-col gap-4">
      <ClientFields priceLists={priceLists} errors={fieldErrors} />
      <DialogFooter>
        <Button type="submit" pending={pending}>
          {t("save")}
        </Button>
      </DialogFooter>
    </form>
  );
}
