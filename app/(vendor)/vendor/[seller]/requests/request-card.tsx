"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { DateTime } from "@/components/date-time";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { approveRequestAction, rejectRequestAction } from "@/lib/customers/actions";
import type { CustomerItem } from "@/lib/customers/schema";

interface RequestCardProps {
  slug: string;
  timeZone: string;
  request: CustomerItem;
  priceLists: { id: string; name: string }[];
  mayDecide: boolean;
}

export function RequestCard({ slug, timeZone, request, priceLists, mayDecide }: RequestCardProps) {
  const t = useTranslations("customers");
  const headingId = useId();
  const { name, company, contact, requestNote, createdAt } = request;
  const title = company ?? name ?? contact ?? t("unnamed");
  return (
    <li
      aria-labelledby={headingId}
      className="flex flex-col gap-4 rounded-lg border border-border bg-card p-4 lg:flex-row lg:items-start lg:justify-between"
    >
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h2 id={headingId} className="break-words font-semibold text-sm">
          {title}
        </h2>
        <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-sm">
          {company && name ? <span>{name}</span> : null}
          {contact && title !== contact ? <bdi className="break-all tabular-nums">{contact}</bdi> : null}
          <span>
            {t("requests.asked")} <DateTime value={createdAt} timeZone={timeZone} />
          </span>
        </p>
        {requestNote ? (
          <blockquote className="mt-1 whitespace-pre-line break-words border-border border-s-2 ps-3 text-sm">
            {requestNote}
          </blockquote>
        ) : null}
      </div>
      {mayDecide ? <Decision slug={slug} id={request.id} title={title} priceLists={priceLists} /> : null}
    </li>
  );
}

interface DecisionProps {
  slug: string;
  id: string;
  title: string;
  priceLists: { id: string; name: string }[];
}

function Decision({ slug, id, title, priceLists }: DecisionProps) {
  const t = useTranslations("customers");
  const router = useRouter();
  const [priceListId, setPriceListId] = useState("");
  const refresh = () => router.refresh();
  const { run, pending, fieldErrors } = useAction(() => approveRequestAction(slug, { customerId: id, priceListId }), {
    success: t("requests.approved", { name: title }),
    onSuccess: refresh,
    onFailure: refresh,
  });
  return (
    <div className="flex shrink-0 items-end gap-2 max-sm:grid max-sm:grid-cols-2">
      {priceLists.length > 0 ? (
        <Field label={t("requests.priceList")} error={fieldErrors.priceListId} className="sm:w-48 max-sm:col-span-2">
          <Select value={priceListId} onChange={(event) => setPriceListId(event.target.value)}>
            <option value="">{t("listPrices")}</option>
            {priceLists.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.name}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <Reject slug={slug} id={id} title={title} onDone={refresh} />
      <Button pending={pending} onClick={() => run()}>
        {t("requests.approve")}
      </Button>
    </div>
  );
}

function Reject({ slug, id, title, onDone }: { slug: string; id: string; title: string; onDone: () => void }) {
  const t = useTranslations("customers.requests");
  const [reason, setReason] = useState("");
  const { run, pending, fieldErrors } = useAction(() => rejectRequestAction(slug, { customerId: id, reason }), {
    success: t("rejected", { name: title }),
    onSuccess: onDone,
    onFailure: (error) => (error.fields ? undefined : onDone()),
  });
  return (
    <ConfirmDialog
      trigger={<Button variant="secondary">{t("reject")}</Button>}
      title={t("rejectTitle", { name: title })}
      description={t("rejectDescription")}
      confirmLabel={t("reject")}
      pending={pending}
      onConfirm={async () => (await run())?.ok}
    >
      <Field label={t("reason")} hint={t("reasonHint")} error={fieldErrors.reason} optional>
        <Textarea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={300} />
      </Field>
    </ConfirmDialog>
  );
}
