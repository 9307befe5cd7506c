"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useEffect, useMemo, useRef, useState } from "react";
import { INVITE_CHANNELS, inviteEntries } from "@/lib/invites/rules";
import type { InvitePreview } from "@/lib/invites/schema";
import { PriceListOptions } from "../price-list-options";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { ChannelField, InviteWords } from "./invite-options";
import { InviteReport, RefusedLines } from "./invite-report";
import { useInvites } from "./use-invites";

export interface InviteCustomersProps {
  store: { sellerId: string; slug: string };
  /** The seller's country by name: how numbers without a country code are read. */
  country: string;
  priceLists: { id: string; name: string }[];
  preview: InvitePreview;
  /** The seller's own words, as last used. */
  lastWords: string | null;
}

/** The button, and the dialog behind it. Needs the namespaces `invites` and `contacts`. */
export function InviteCustomers(props: InviteCustomersProps) {
  const t = useTranslations("invites.form");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus aria-hidden="true" />
          {t("open")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <InviteForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function InviteForm(props: InviteCustomersProps & { onDone: () => void }) {
  const { store, country, priceLists, preview, lastWords, onDone } = props;
  const t = useTranslations("invites.form");
  const [contacts, setContacts] = useState("");
  const { send, report, pending, fieldErrors, error } = useInvites(store, setContacts, onDone);
  const entries = useMemo(() => [...inviteEntries(contacts)], [contacts]);
  const top = useRef<HTMLFormElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  // What came of it stands at the beginning, and may be out of sight from where "Send" is.
  useEffect(() => {
    if (!report) return;
    box.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView({ block: "start" });
  }, [report]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    const channel = INVITE_CHANNELS.find((one) => one === text("channel")) ?? "both";
    const details = { name: text("name"), company: text("company"), priceListId: text("priceListId") };
    void send({ contacts, channel, message: text("message"), ...details });
  };
  return (
    <form ref={top} noValidate onSubmit={submit} className="flex flex-col gap-4">
      {report && report.sent + report.alreadyIn.length > 0 ? <InviteReport report={report} /> : null}
      <Field
        label={t("contacts")}
        hint={t("contactsHint", { country })}
        error={
          fieldErrors.contacts ?? (report && report.refused.length > 0 ? <RefusedLines lines={report.refused} /> : null)
        }
        required
      >
        <Textarea
          ref={box}
          name="contacts"
          dir="ltr"
          rows={5}
          value={contacts}
          onChange={(event) => setContacts(event.target.value)}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          autoFocus
        />
      </Field>
      {entries.some(({ parts }) => parts.length > 1) ? <ChannelField /> : null}
      {entries.length > 1 ? null : <DetailFields fieldErrors={fieldErrors} />}
      {priceLists.length > 0 ? (
        <Field label={t("priceList")} error={fieldErrors.priceListId}>
          <Select name="priceListId" defaultValue="">
            <PriceListOptions none={t("listPrices")} priceLists={priceLists} />
          </Select>
        </Field>
      ) : null}
      <InviteWords preview={preview} lastWords={lastWords} error={fieldErrors.message} />
      {error && Object.keys(fieldErrors).length === 0 ? (
        <Alert tone="danger" live>
          {error.message}
        </Alert>
      ) : null}
      <DialogFooter>
        <Button type="submit" pending={pending}>
          {t("submit", { count: entries.length })}
        </Button>
      </DialogFooter>
    </form>
  );
}

function DetailFields({ fieldErrors }: { fieldErrors: Record<string, string> }) {
  const t = useTranslations("invites.form");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("name")} error={fieldErrors.name} optional>
        <Input name="name" maxLength={100} autoComplete="off" />
      </Field>
      <Field label={t("company")} hint={t("detailsHint")} error={fieldErrors.company} optional>
        <Input name="company" maxLength={100} autoComplete="off" />
      </Field>
    </div>
  );
}
