"use client";

import { useState } from "react";
import { useAction } from "@/components/use-action";
import { computePayoutsAction } from "@/lib/payouts/actions";
import type { Computed } from "@/lib/payouts/rules";

type Asked = { from: string; to: string; seller: string };
export type Report = Omit<Computed, "after"> & { state: "running" | "done" | "stopped" };

const NONE: Computed = { written: 0, unchanged: 0, closed: 0, skipped: [], after: null };

/** Computes seller by seller until all are done, and says how far it is. Computing again goes on where it stopped. */
export function useCompute(onDone: () => void) {
  const [report, setReport] = useState<Report | null>(null);
  const step = useAction(computePayoutsAction);
  const [running, setRunning] = useState(false);

  const compute = async (asked: Asked) => {
    if (running) return null;
    setRunning(true);
    setReport(null);
    let sum = NONE;
    try {
      do {
        const result = await step.run({ ...asked, after: sum.after });
        if (!result?.ok) {
          if (sum !== NONE) setReport({ ...sum, state: "stopped" });
          return result;
        }
        sum = added(sum, result.data);
        setReport({ ...sum, state: sum.after === null ? "done" : "running" });
      } while (sum.after !== null);
      return null;
    } finally {
      setRunning(false);
      onDone();
    }
  };
  return { compute, report, running, fieldErrors: step.fieldErrors, clear: step.clear };
}

function added(sum: Computed, more: Computed): Computed {
  return {
    written: sum.written + more.written,
    unchanged: sum.unchanged + more.unchanged,
    closed: sum.closed + more.closed,
    skipped: [...sum.skipped, ...more.skipped],
    after: more.after,
  };
}
