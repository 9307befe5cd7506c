import "server-only";
import type { ScopeSeller } from "@/lib/access/base-scope";
import type { SystemScope } from "@/lib/access/scope";
import type { ImportKind, ImportMapping, RowProblem } from "@/lib/imports/rules";
import type { ImportOptions } from "@/lib/imports/schema";

export type JobSeller = Pick<ScopeSeller, "id" | "name" | "slug" | "status" | "country" | "timeZone" | "defaultLocale">;

/** An import whose row this worker holds for one turn. */
export type Job = {
  id: string;
  kind: ImportKind;
  status: "queued" | "running";
  total: number;
  done: number;
  attempts: number;
  headed: boolean;
  mapping: ImportMapping;
  options: ImportOptions;
  createdBy: string;
  /** Null: the member who started it is none any more. */
  memberRole: string | null;
  seller: JobSeller;
  /** Acts as the system, in the name of the member who started it. */
  by: SystemScope;
};

/** What became of a row that could be read. */
export type RowOutcome = { outcome: "added" | "updated" | "unchanged" } | { outcome: "refused"; problem: RowProblem };
