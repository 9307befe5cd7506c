"use client";

import { useFormatter, useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import {
  approveRequestsAction,
  rejectRequestsAction,
  undoApprovalsAction,
  undoRejectionsAction,
} from "@/lib/customers/actions";
import type { RequestOutcome } from "@/lib/customers/requests/rules";
import type { RequestItem } from "@/lib/customers/requests/schema";
import { customerLabel } from "@/lib/customers/rules";

const PROBLEMS = ["decided", "gone", "late"] as const;
type Done = "approved" | "rejected" | "undone";
type PriceLists = readonly { id: string; name: string }[];
const none: PriceLists = [];

/** Decides about one request or many; a toast says row by row what became of them, and takes the decision back. */
export function useDecisions(slug: string, onDecided: () => Promise<void>, priceLists: PriceLists = none) {
  const t = useTranslations("customers.requests.outcome");
  const say = useOutcome();
  const approval = useAction((input: Parameters<typeof approveRequestsAction>[1]) =>
    approveRequestsAction(slug, input),
  );
  const rejection = useAction((input: Parameters<typeof rejectRequestsAction>[1]) => rejectRequestsAction(slug, input));
  const undoing = useAction((back: typeof undoApprovalsAction, customerIds: string[]) => back(slug, { customerIds }));
  const undoOf = (back: typeof undoApprovalsAction, outcomes: RequestOutcome[], rows: RequestItem[]) => {
    const done = rows.filter(({ id }) => outcomes.some((row) => row.customerId === id && row.outcome === "done"));
    if (done.length === 0) return undefined;
    return async () => {
      const ids = done.map(({ id }) => id);
      const result = await undoing.run(back, ids);
      if (result?.ok) say("undone", result.data, done);
      await onDecided();
    };
  };
  /** Rows at different prices are as many calls, and one toast; null when not even the first went through. */
  const approveAt = async (lists: ReadonlyMap<string, RequestItem[]>, was: RequestItem["state"], note: string) => {
    const outcomes: RequestOutcome[] = [];
    for (const [priceListId, rows] of lists) {
      const result = await approval.run({ customerIds: rows.map(({ id }) => id), was, priceListId, note });
      if (!result?.ok) return outcomes.length > 0 ? outcomes : null;
      outcomes.push(...result.data);
    }
    return outcomes;
  };
  const approve = async (rows: RequestItem[], priceListOf: (row: RequestItem) => string, note = "") => {
    const [first] = rows;
    if (!first) return false;
    const lists = new Map<string, RequestItem[]>();
    for (const row of rows) lists.set(priceListOf(row), [...(lists.get(priceListOf(row)) ?? []), row]);
    const outcomes = await approveAt(lists, first.state, note);
    if (outcomes) {
      // Whoever had been rejected before would wait again without the reason: that is not taking back.
      const undo = first.state === "requested" ? undoOf(undoApprovalsAction, outcomes, rows) : undefined;
      say("approved", outcomes, rows, undo, priceLists.length > 0 ? pricesOf([...lists.keys()]) : "");
    }
    await onDecided();
    return outcomes !== null;
  };
  const pricesOf = (ids: string[]) => {
    if (ids.length > 1) return t("atEach");
    const list = priceLists.find(({ id }) => id === ids[0]);
    return list ? t("atPrices", { name: list.name }) : t("atListPrices");
  };
  const reject = async (rows: RequestItem[], reason: string) => {
    const result = await rejection.run({ customerIds: rows.map(({ id }) => id), reason });
    if (!result) return false;
    if (result.ok) say("rejected", result.data, rows, undoOf(undoRejectionsAction, result.data, rows));
    if (result.ok || !result.error.fields) await onDecided();
    return result.ok;
  };
  return {
    approve,
    reject,
    approving: approval.pending,
    rejecting: rejection.pending,
    fieldErrors: { ...approval.fieldErrors, ...rejection.fieldErrors },
  };
}

function useOutcome() {
  const t = useTranslations("customers.requests");
  const tShell = useTranslations("shell");
  const format = useFormatter();
  return (what: Done, outcomes: RequestOutcome[], rows: RequestItem[], undo?: () => Promise<void>, more = "") => {
    const nameOf = (id: string) => {
      const row = rows.find((one) => one.id === id);
      return (row && customerLabel(row)) ?? tShell("unnamedCustomer");
    };
    const idsWith = (outcome: RequestOutcome["outcome"]) =>
      outcomes.filter((row) => row.outcome === outcome).map(({ customerId }) => customerId);
    const done = idsWith("done");
    const problems = PROBLEMS.flatMap((problem) => {
      const names = idsWith(problem).map(nameOf);
      return names.length > 0 ? [t(`outcome.${problem}`, { names: format.list(names) })] : [];
    });
    const about = outcomes.map(({ customerId }) => customerId);
    if (done.length === 0) {
      toast.error(problems.join(" "), { about });
      return;
    }
    const [only] = done;
    const title =
      outcomes.length === 1 && only && what !== "undone"
        ? t(what, { name: nameOf(only) })
        : t(`outcome.${what}`, { count: done.length });
    const description = [more, ...problems].filter(Boolean).join(" ");
    const action = undo && { label: t("undo"), onClick: () => void undo() };
    toast.success(title, { about, action, description: description || undefined });
  };
}
