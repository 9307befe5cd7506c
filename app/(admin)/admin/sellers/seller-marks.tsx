"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DataTableSelectionBar } from "@/components/ui/data-table-selection-bar";
import { BULK_DECISIONS, type BulkDecision, type SellerOutcome, type SellerStatus } from "@/lib/sellers/rules";
import { BulkDecisionButton } from "./bulk-decision-button";

export type MarkedSeller = { id: string; name: string; status: SellerStatus };

type Marks = { all: MarkedSeller[]; marked: ReadonlySet<string>; mark: (ids: string[], on: boolean) => void };
const MarksContext = createContext<Marks>({ all: [], marked: new Set(), mark: () => undefined });

type Report = { decision: BulkDecision; outcomes: (SellerOutcome & { name: string })[] };

/** Around the table of sellers: which of those that are shown are marked, what is done to them, and what became of each. */
export function SellerMarks({ sellers, children }: { sellers: MarkedSeller[]; children: ReactNode }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [report, setReport] = useState<Report | null>(null);
  const rows = sellers.filter(({ id }) => chosen.has(id));
  const mark = (ids: string[], on: boolean) =>
    setChosen((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  const decided = (decision: BulkDecision, outcomes: SellerOutcome[]) => {
    const names = new Map(sellers.map(({ id, name }) => [id, name]));
    setReport({ decision, outcomes: outcomes.map((row) => ({ ...row, name: names.get(row.id) ?? "" })) });
    setChosen(new Set());
    router.refresh();
  };
  return (
    <MarksContext value={{ all: sellers, marked: new Set(rows.map(({ id }) => id)), mark }}>
      {report ? <ReportAlert report={report} onClose={() => setReport(null)} /> : null}
      {rows.length > 0 ? (
        <DataTableSelectionBar count={rows.length} onClear={() => setChosen(new Set())}>
          {BULK_DECISIONS.map((decision) => (
            <BulkDecisionButton
              key={decision}
              decision={decision}
              rows={rows}
              onDecided={(outcomes) => decided(decision, outcomes)}
            />
          ))}
        </DataTableSelectionBar>
      ) : null}
      {children}
    </MarksContext>
  );
}

const DONE = { approve: "approved", suspend: "suspended" } as const;

/** Seller by seller: what was not done stands out by its words. */
function ReportAlert({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useTranslations("admin.sellers.bulk");
  const { decision, outcomes } = report;
  const all = outcomes.every(({ outcome }) => outcome === "done");
  return (
    <Alert tone={all ? "success" : "warning"} title={t("report")} live>
      <ul className="max-h-60 overflow-y-auto">
        {outcomes.map(({ id, name, outcome }) => (
          <li key={id}>
            <bdi>{name}</bdi>: {t(outcome === "done" ? DONE[decision] : outcome)}
          </li>
        ))}
      </ul>
      <Button variant="ghost" size="sm" onClick={onClose}>
        {t("close")}
      </Button>
    </Alert>
  );
}

export function MarkSeller({ id, name }: { id: string; name: string }) {
  const t = useTranslations("admin.sellers");
  const { marked, mark } = use(MarksContext);
  return (
    <Checkbox
      aria-label={t("mark", { seller: name })}
      checked={marked.has(id)}
      onChange={(event) => mark([id], event.target.checked)}
    />
  );
}

export function MarkAll() {
  const t = useTranslations("admin.sellers");
  const { all, marked, mark } = use(MarksContext);
  const every = all.length > 0 && marked.size === all.length;
  return (
    <Checkbox
      aria-label={t("markAll")}
      checked={every}
      indeterminate={marked.size > 0 && !every}
      onChange={(event) =>
        mark(
          all.map(({ id }) => id),
          event.target.checked,
        )
      }
    />
  );
}
