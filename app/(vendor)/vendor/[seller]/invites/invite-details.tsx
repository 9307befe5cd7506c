"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DateTime } from "@/components/date-time";
import { MessageTimeline } from "@/components/message-timeline";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetContent, SheetTrigger } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { inviteDetailsOptions } from "@/lib/invites/query-options";
import type { InviteDetails, InviteItem } from "@/lib/invites/schema";

interface InviteDetailsProps {
  store: { sellerId: string; slug: string; timeZone: string };
  invite: InviteItem;
}

/** When each step happened, the seller's words, and what became of every message. */
export function InviteDetailsButton({ store, invite }: InviteDetailsProps) {
  const t = useTranslations("invites.details");
  const [open, setOpen] = useState(false);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="sm">
          {t("button")}
        </Button>
      </SheetTrigger>
      <SheetContent title={t("title", { contact: invite.contact })}>
        <Details store={store} id={invite.id} />
      </SheetContent>
    </Sheet>
  );
}

function Details({ store, id }: { store: InviteDetailsProps["store"]; id: string }) {
  const t = useTranslations("invites.details");
  const { data, error, isFetching, refetch } = useQuery(inviteDetailsOptions(store, id));
  if (error)
    return (
      <ErrorState description={error.message || t("failed")} onRetry={() => void refetch()} pending={isFetching} />
    );
  if (!data) return <Skeleton className="h-40 w-full" />;
  return (
    <div className="flex flex-col gap-6">
      <Times invite={data} timeZone={store.timeZone} />
      {data.message ? (
        <section className="flex flex-col gap-2">
          <h3 className="font-semibold text-sm">{t("words")}</h3>
          <p dir="auto" className="whitespace-pre-line break-words rounded-md bg-muted p-3 text-sm">
            {data.message}
          </p>
        </section>
      ) : null}
      <section className="flex flex-col gap-3">
        <h3 className="font-semibold text-sm">{t("messages")}</h3>
        <MessageTimeline messages={data.messages} timeZone={store.timeZone} />
      </section>
    </div>
  );
}

function Times({ invite, timeZone }: { invite: InviteDetails; timeZone: string }) {
  const t = useTranslations("invites");
  const tStatus = useTranslations("status.invite");
  const { status } = invite;
  const steps = [
    [t("columns.sent"), invite.sentAt],
    [t("details.remind"), status === "sent" ? invite.remindAt : null],
    [t("details.reminded"), invite.remindedAt],
    [t("columns.expires"), status === "sent" ? invite.expiresAt : null],
    [t("columns.registered"), invite.registeredAt],
    [t("columns.used"), invite.usedAt],
    [tStatus("expired"), status === "expired" ? invite.expiresAt : null],
    [tStatus("revoked"), invite.revokedAt],
    [t("details.askedAt"), invite.askedAgainAt],
  ] as const;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold text-sm">{t("details.times")}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {steps.map(([label, at]) =>
          at ? (
            <div key={label} className="contents">
              <dt className="text-muted-foreground">{label}</dt>
              <dd>
                <DateTime value={at} timeZone={timeZone} />
              </dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  );
}
