"use client";

import { Ban, RotateCcw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ClientItem } from "@/lib/clients/schema";
import { clientName } from "./client-name";
import { EditClient } from "./edit-client";
import { useClientChanges } from "./use-client-changes";

interface ClientActionsProps {
  slug: string;
  client: ClientItem;
  priceLists: { id: string; name: string }[];
  onChanged: () => void;
}

/** What can be done with one entry. */
export function ClientActions({ slug, client, priceLists, onChanged }: ClientActionsProps) {
  const t = useTranslations("clients");
  const { revoke, restore, remove, pending, deleting } = useClientChanges(slug, onChanged);
  const name = clientName(client);
  return (
    <span className="flex items-center justify-end gap-1 max-sm:flex-wrap max-sm:justify-start">
      <EditClient slug={slug} client={client} priceLists={priceLists} onSaved={onChanged} />
      {client.status === "revoked" ? (
        <Button
          variant="ghost"
          size="sm"
          aria-label={t("restore.label", { name })}
          pending={pending}
          onClick={() => void restore([client.id])}
        >
          {t("restore.button")}
        </Button>
      ) : (
        <Button
          variant="dangerGhost"
          size="sm"
          aria-label={t("revoke.label", { name })}
          pending={pending}
          onClick={() => void revoke([client.id])}
        >
          {t("revoke.button")}
        </Button>
      )}
      <DeleteClients
        count={1}
        pending={deleting}
        onConfirm={() => remove([client.id])}
        trigger={
          <Button variant="ghost" size="iconSm" aria-label={t("delete.label", { name })}>
            <Trash2 aria-hidden="true" />
          </Button>
        }
      />
    </span>
  );
}

interface ClientBulkActionsProps {
  slug: string;
  /** The marked ones. */
  rows: ClientItem[];
  onDone: () => void;
}

export function ClientBulkActions({ slug, rows, onDone }: ClientBulkActionsProps) {
  const t = useTranslations("clients");
  const { revoke, restore, remove, pending, deleting } = useClientChanges(slug, onDone);
  const revoked = rows.filter(({ status }) => status === "revoked").map(({ id }) => id);
  const live = rows.filter(({ status }) => status !== "revoked").map(({ id }) => id);
  return (
    <>
      {live.length > 0 ? (
        <Button variant="secondary" size="sm" pending={pending} onClick={() => void revoke(live)}>
          <Ban aria-hidden="true" />
          {t("revoke.button")}
        </Button>
      ) : null}
      {revoked.length > 0 ? (
        <Button variant="secondary" size="sm" pending={pending} onClick={() => void restore(revoked)}>
          <RotateCcw aria-hidden="true" />
          {t("restore.button")}
        </Button>
      ) : null}
      <DeleteClients
        count={rows.length}
        pending={deleting}
        onConfirm={() => remove(rows.map(({ id }) => id))}
        trigger={
          <Button variant="secondary" size="sm">
            <Trash2 aria-hidden="true" />
            {t("delete.button")}
          </Button>
        }
      />
    </>
  );
}

interface DeleteClientsProps {
  count: number;
  pending: boolean;
  onConfirm: () => Promise<void>;
  trigger: ReactNode;
}

function DeleteClients({ count, pending, onConfirm, trigger }: DeleteClientsProps) {
  const t = useTranslations("clients.delete");
  return (
    <ConfirmDialog
      trigger={trigger}
      title={t("title", { count })}
      description={t("description", { count })}
      confirmLabel={t("button")}
      pending={pending}
      onConfirm={onConfirm}
    />
  );
}
