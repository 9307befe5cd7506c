"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { inviteCustomersAction } from "@/lib/invites/actions";
import { toast } from "../ui/toast";
import { useAction } from "../use-action";

export type Report = { sent: number; alreadyIn: string[]; refused: string[] };
type Input = Parameters<typeof inviteCustomersAction>[1];

/** Good lines are sent at once; those that were refused stay in the box, each with its reason. */
export function useInvites(
  { sellerId, slug }: { sellerId: string; slug: string },
  setContacts: (text: string) => void,
  onDone: () => void,
) {
  const client = useQueryClient();
  const t = useTranslations("invites");
  const tContacts = useTranslations("contacts.errors");
  const [report, setReport] = useState<Report | null>(null);
  const { run, pending, error, fieldErrors } = useAction((input: Input) => inviteCustomersAction(slug, input), {
    toastFailure: false,
  });
  const reasonOf = (reason: string) => (t.has(`refusals.${reason}`) ? t(`refusals.${reason}`) : tContacts(reason));
  const send = async (input: Input) => {
    setReport(null);
    const result = await run(input);
    if (!result?.ok) return;
    const raws = (outcome: string) => result.data.filter((line) => line.outcome === outcome).map(({ raw }) => raw);
    const next: Report = {
      sent: raws("sent").length,
      alreadyIn: raws("already_in"),
      refused: result.data.flatMap((line) =>
        line.outcome === "refused" ? [t("form.line", { raw: line.raw, reason: reasonOf(line.reason) })] : [],
      ),
    };
    for (const list of ["customers", "invites"]) void client.invalidateQueries({ queryKey: [sellerId, list] });
    if (next.alreadyIn.length + next.refused.length === 0) {
      toast.success(t("form.sent", { count: next.sent }));
      return onDone();
    }
    setContacts(raws("refused").join("\n"));
    setReport(next);
  };
  return { send, report, pending, error, fieldErrors };
}
