"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { DateTime } from "@/components/date-time";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { RequestItem } from "@/lib/customers/requests/schema";
import { customerLabel } from "@/lib/customers/rules";
import { PriceListSelect } from "./price-list-select";
import { RejectButton } from "./reject-button";
import type { RequestDecisionProps } from "./request-actions";
import { RequestHistory } from "./request-history";
import { useDecisions } from "./use-decisions";

interface RequestDialogProps extends RequestDecisionProps {
  timeZone: string;
  mayDecide: boolean;
}

/** Who asks; behind the name everything they said, and the decision with a note of one's own. */
export function RequestDialog({ request, timeZone, mayDecide, ...decision }: RequestDialogProps) {
  const t = useTranslations("customers.requests");
  const tShell = useTranslations("shell");
  const [open, setOpen] = useState(false);
  const { name, company, contact, requestNote, askedAt, shareLink, note } = request;
  const title = customerLabel(request) ?? tShell("unnamedCustomer");
  return (
    <span className="flex min-w-0 flex-col items-start">
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <button
            type="button"
            aria-label={t("open", { name: title })}
            className="min-h-6 break-words text-start font-medium hover:underline"
          >
            {title}
          </button>
        </DialogTrigger>
        <DialogContent
          title={title}
          description={[company && name, title !== contact && contact].filter(Boolean).join(" · ")}
        >
          {requestNote ? (
            <blockquote dir="auto" className="whitespace-pre-line break-words border-border border-s-2 ps-3 text-sm">
              {requestNote}
            </blockquote>
          ) : null}
          <p className="flex flex-col gap-0.5 text-muted-foreground text-sm">
            <span>
              <DateTime value={askedAt} timeZone={timeZone} /> ·{" "}
              {shareLink ? t("link", { label: shareLink }) : t("found")}
            </span>
            <RequestHistory request={request} timeZone={timeZone} />
          </p>
          {mayDecide ? (
            <DecisionForm {...decision} request={request} onDone={() => setOpen(false)} />
          ) : note ? (
            <p className="whitespace-pre-line break-words text-sm">{note}</p>
          ) : null}
        </DialogContent>
      </Dialog>
      <Known request={request} title={title} />
    </span>
  );
}

function Known({ request: { name, company, contact }, title }: { request: RequestItem; title: string }) {
  const known = [company && name, contact === title ? null : contact].filter((text) => text);
  if (known.length === 0) return null;
  return (
    <span className="flex flex-col font-normal text-muted-foreground text-xs">
      {known.map((text) => (
        <bdi key={text} className="wrap-break-word tabular-nums">
          {text}
        </bdi>
      ))}
    </span>
  );
}

function DecisionForm({ slug, request, priceLists, onDecided, onDone }: RequestDecisionProps & { onDone: () => void }) {
  const t = useTranslations("customers.requests");
  const [priceListId, setPriceListId] = useState("");
  const [note, setNote] = useState(request.note ?? "");
  const { approve, approving, fieldErrors } = useDecisions(slug, onDecided, priceLists);
  const decided = async () => {
    onDone();
    await onDecided();
  };
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (await approve([request], () => priceListId, note)) onDone();
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {priceLists.length > 0 ? (
        <Field label={t("approveAs")} error={fieldErrors.priceListId}>
          <PriceListSelect priceLists={priceLists} value={priceListId} onChange={setPriceListId} />
        </Field>
      ) : null}
      <Field label={t("ownNote")} hint={t("ownNoteHint")} error={fieldErrors.note} optional>
        <Textarea rows={3} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <DialogFooter>
        {request.state === "requested" ? (
          <RejectButton slug={slug} rows={[request]} onDecided={decided} size="md" />
        ) : null}
        <Button type="submit" pending={approving}>
          {t("approve")}
        </Button>
      </DialogFooter>
    </form>
  );
}
