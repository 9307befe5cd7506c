"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, type SubmitEvent, useMemo, useRef, useState } from "react";
import { ApiError } from "@/lib/get-json";
import { holdsContacts, type ImportField, type ImportKind, lookAhead, type RowProblem } from "@/lib/imports/rules";
import { uploadImport } from "@/lib/imports/upload";
import { INVITE_CHANNELS } from "@/lib/invites/rules";
import { PriceListOptions } from "../price-list-options";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { DialogFooter } from "../ui/dialog";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { ListOutlook, Problems } from "./import-outlook";
import { MappedTable } from "./import-table";
import { ProgressBar } from "./progress-bar";
import { type Foretelling, useForetold } from "./use-foretold";
import type { ImportTable } from "./use-import-file";

interface ImportFormProps {
  kind: ImportKind;
  store: { slug: string };
  country: { code: string; name: string };
  priceLists: { id: string; name: string }[];
  table: ImportTable;
  onHeaded: (headed: boolean) => void;
  onField: (column: number, field: ImportField | null) => void;
  onOther: () => void;
  /** Fields of the kind's own: `channel` and `message` of invites. */
  extra?: ReactNode;
  /** Every row has arrived, and the import runs. */
  onStarted: (id: string) => void;
}

export function ImportForm(props: ImportFormProps) {
  const { kind, store, country, priceLists, table, onHeaded, onField, onOther, extra } = props;
  const t = useTranslations("imports");
  const rows = useMemo(() => (table.headed ? table.rows.slice(1) : table.rows), [table.headed, table.rows]);
  const filled = useMemo(() => rows.filter((row) => row.some((cell) => cell.trim() !== "")).length, [rows]);
  const outlook = useMemo(
    () =>
      lookAhead(
        rows,
        table.mapping,
        priceLists.map(({ name }) => name),
      ),
    [rows, table.mapping, priceLists],
  );
  const [options, setOptions] = useState({ country: country.code, priceListId: "" });
  const ready = holdsContacts(table.mapping);
  const compared = kind === "clients" && ready ? outlook.ready : NO_ROWS;
  const foretold = useForetold(
    store.slug,
    table.mapping,
    { country: options.country || null, priceListId: options.priceListId || null },
    compared,
  );
  const { problems, refused } = withForetold(outlook.problems, foretold);
  const taken = outlook.ready.length - refused;
  const { start, share, error } = useUpload(props, rows);
  if (share !== null) return <Uploading share={share} />;
  return (
    <form onSubmit={start} className="flex flex-col gap-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm">
        <span className="min-w-0 break-words font-medium">
          <bdi>{table.name ?? t("dialog.pasted")}</bdi>, {t("dialog.rows", { count: filled })}
        </span>
        <Button variant="link" size="inline" onClick={onOther}>
          {t("dialog.other")}
        </Button>
      </p>
      <MappedTable table={table} onHeaded={onHeaded} onField={onField} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("dialog.country")}>
          <Select
            name="country"
            value={options.country}
            onChange={(event) => setOptions({ ...options, country: event.target.value })}
          >
            <option value={country.code}>{country.name}</option>
            <option value="">{t("dialog.noCountry")}</option>
          </Select>
        </Field>
        {priceLists.length > 0 ? (
          <Field label={t("dialog.priceList")}>
            <Select
              name="priceListId"
              value={options.priceListId}
              onChange={(event) => setOptions({ ...options, priceListId: event.target.value })}
            >
              <PriceListOptions none={t("dialog.listPrices")} priceLists={priceLists} />
            </Select>
          </Field>
        ) : null}
      </div>
      {extra}
      <ListOutlook foretold={foretold} rows={compared.length} />
      {ready ? <Problems problems={problems} /> : <Alert tone="warning">{t("errors.noContactColumn")}</Alert>}
      {error ? (
        <Alert tone="danger" live>
          {error}
        </Alert>
      ) : null}
      <DialogFooter>
        <Button type="submit" disabled={!ready || taken === 0}>
          {t(`dialog.${kind}.start`, { count: ready ? taken : filled })}
        </Button>
      </DialogFooter>
    </form>
  );
}

const NO_ROWS: string[][] = [];

/** What is wrong with rows by their text alone, and what the import itself will find wrong with the others. */
function withForetold(obvious: ReadonlyMap<RowProblem, number>, foretold: Foretelling) {
  const problems = new Map(obvious);
  if (!foretold || foretold === "asking") return { problems, refused: 0 };
  for (const { problem, count } of foretold.problems) problems.set(problem, (problems.get(problem) ?? 0) + count);
  return { problems, refused: foretold.problems.reduce((sum, { count }) => sum + count, 0) };
}

/** Sends the rows once. */
function useUpload({ kind, store, table, onStarted }: ImportFormProps, rows: string[][]) {
  const tError = useTranslations("ui.error");
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const running = useRef(false);
  const start = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "") || null;
    setError(null);
    setShare(0);
    try {
      const id = await uploadImport(
        store.slug,
        {
          kind,
          fileName: table.name,
          header: table.headed ? (table.rows[0] ?? null) : null,
          mapping: table.mapping,
          options: {
            country: text("country"),
            priceListId: text("priceListId"),
            channel: INVITE_CHANNELS.find((one) => one === text("channel")),
            message: text("message"),
          },
        },
        rows,
        setShare,
      );
      onStarted(id);
    } catch (failure) {
      const said = failure instanceof ApiError ? failure.message : "";
      setError(said || (navigator.onLine ? tError("unexpected") : tError("unreachable")));
      setShare(null);
      running.current = false;
    }
  };
  return { start, share, error };
}

function Uploading({ share }: { share: number }) {
  const t = useTranslations("imports.dialog");
  return (
    <div className="flex flex-col gap-3 py-4 text-sm">
      <ProgressBar label={t("uploading")} percent={Math.round(share * 100)} />
      <p className="text-muted-foreground">{t("stay")}</p>
    </div>
  );
}
