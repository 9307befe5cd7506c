"use client";

import { useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { inviteCustomersAction } from "@/lib/invites/actions";
import { Alert } from "./ui/alert";
import { Button } from "./ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "./ui/dialog";
import { Field } from "./ui/field";
import { Input } from "./ui/input";
import { Select } from "./ui/select";
import { Textarea } from "./ui/textarea";
import { toast } from "./ui/toast";
import { useAction } from "./use-action";

export interface InviteCustomersProps {
  store: { sellerId: string; slug: string };
  /** The seller's country by name: how numbers without a country code are read. */
  country: string;
  priceLists: { id: string; name: string }[];
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

type Report = { sent: number; alreadyIn: string[]; refused: string[] };

function InviteForm({ store, country, priceLists, onDone }: InviteCustomersProps & { onDone: () => void }) {
  const t = useTranslations("invites.form");
  const [contacts, setContacts] = useState("");
  const { send, report, pending, fieldErrors, error } = useInvites(store, setContacts, onDone);
  const count = contacts.split(/[\r\n,;]+/).filter((line) => line.trim() !== "").length;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    void send({ contacts, name: text("name"), company: text("company"), priceListId: text("priceListId") });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {report && report.sent + report.alreadyIn.length > 0 ? <ReportAlert report={report} /> : null}
      <Field
        label={t("contacts")}
        hint={t("contactsHint", { country })}
        error={
          fieldErrors.contacts ?? (report && report.refused.length > 0 ? <Refused lines={report.refused} /> : null)
        }
        required
      >
        <Textarea
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
      {count > 1 ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("name")} error={fieldErrors.name} optional>
            <Input name="name" maxLength={100} autoComplete="off" />
          </Field>
          <Field label={t("company")} hint={t("detailsHint")} error={fieldErrors.company} optional>
            <Input name="company" maxLength={100} autoComplete="off" />
          </Field>
        </div>
      )}
      {priceLists.length > 0 ? (
        <Field label={t("priceList")} error={fieldErrors.priceListId}>
          <Select name="priceListId" defaultValue="">
            <option value="">{t("listPrices")}</option>
            {priceLists.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      {error && Object.keys(fieldErrors).length === 0 ? (
        <Alert tone="danger" live>
          {error.message}
        </Alert>
      ) : null}
      <DialogFooter>
        <Button type="submit" pending={pending}>
          {t("submit", { count })}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Good lines are sent at once; those that were refused stay in the box, each with its reason. */
function useInvites(
  { sellerId, slug }: InviteCustomersProps["store"],
  setContacts: (text: string) => void,
  onDone: () => void,
) {
  const client = useQueryClient();
  const t = useTranslations("invites.form");
  const tContacts = useTranslations("contacts.errors");
  const [report, setReport] = useState<Report | null>(null);
  const { run, pending, error, fieldErrors } = useAction(
    (input: Parameters<typeof inviteCustomersAction>[1]) => inviteCustomersAction(slug, input),
    { toastFailure: false },
  );
  const send = async (input: Parameters<typeof inviteCustomersAction>[1]) => {
    setReport(null);
    const result = await run(input);
    if (!result?.ok) return;
    const raws = (outcome: string) => result.data.filter((line) => line.outcome === outcome).map(({ raw }) => raw);
    const next: Report = {
      sent: raws("sent").length,
      alreadyIn: raws("already_in"),
      refused: result.data.flatMap((line) =>
        line.outcome === "refused" ? [t("line", { raw: line.raw, reason: tContacts(line.reason) })] : [],
      ),
    };
    for (const list of ["customers", "invites"]) void client.invalidateQueries({ queryKey: [sellerId, list] });
    if (next.alreadyIn.length + next.refused.length === 0) {
      toast.success(t("sent", { count: next.sent }));
      return onDone();
    }
    setContacts(raws("refused").join("\n"));
    setReport(next);
  };
  return { send, report, pending, error, fieldErrors };
}

function Refused({ lines }: { lines: string[] }) {
  const t = useTranslations("invites.form");
  return (
    <>
      {t("refused", { count: lines.length })}
      <span className="mt-1 flex flex-col gap-0.5">
        {lines.map((line) => (
          <span key={line} className="break-words">
            {line}
          </span>
        ))}
      </span>
    </>
  );
}

function ReportAlert({ report: { sent, alreadyIn } }: { report: Report }) {
  const t = useTranslations("invites.form");
  const format = useFormatter();
  return (
    <Alert tone={sent > 0 ? "success" : "info"} title={t("report")} live>
      {sent > 0 ? <p>{t("reportSent", { count: sent })}</p> : null}
      {alreadyIn.length > 0 ? (
        <p className="break-words">{t("reportIn", { count: alreadyIn.length, list: format.list(alreadyIn) })}</p>
      ) : null}
    </Alert>
  );
}
