"use client";

import { Download, FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, type DragEvent, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS } from "@/lib/imports/rules";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { buttonVariants } from "../ui/button-variants";
import { Field } from "../ui/field";
import { Spinner } from "../ui/spinner";
import { Textarea } from "../ui/textarea";
import type { TableProblem } from "./use-import-file";

interface ImportSourceProps {
  slug: string;
  reading: boolean;
  problem: TableProblem | null;
  /** In the field for pasted rows. */
  text: string;
  error?: string | null | undefined;
  onText: (text: string) => void;
  onFile: (file: File) => void;
  onUse: () => void;
}

/** Where the rows come from: a file, dropped or chosen, or what was pasted. */
export function ImportSource({ slug, reading, problem, text, error, onText, onFile, onUse }: ImportSourceProps) {
  const t = useTranslations("imports.dialog");
  const tFile = useTranslations("imports.file");
  return (
    <div className="flex flex-col gap-4">
      {problem ? (
        <Alert tone="danger" live>
          {tFile(problem.key, {
            row: problem.row ?? 0,
            megabytes: MAX_FILE_BYTES / 1_000_000,
            rows: MAX_ROWS,
            columns: MAX_COLUMNS,
          })}
        </Alert>
      ) : null}
      <DropZone slug={slug} reading={reading} onFile={onFile} />
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) onUse();
        }}
      >
        <Field label={t("paste")} hint={t("pasteHint")} error={error}>
          <Textarea
            name="rows"
            rows={4}
            dir="ltr"
            value={text}
            onChange={(event) => onText(event.target.value)}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        {text.trim() ? (
          <Button type="submit" variant="secondary" className="self-end">
            {t("usePasted")}
          </Button>
        ) : null}
      </form>
    </div>
  );
}

function DropZone({ slug, reading, onFile }: Pick<ImportSourceProps, "slug" | "reading" | "onFile">) {
  const t = useTranslations("imports.dialog");
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    if (file) onFile(file);
    // The same file, corrected meanwhile, may be chosen again.
    event.target.value = "";
  };
  return (
    // Dropping is a shortcut for the button inside, which works by keyboard.
    <fieldset
      aria-label={t("file")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex flex-col items-center gap-2 rounded-lg border border-border border-dashed px-4 py-8 text-center text-sm transition-colors",
        over && "border-brand bg-brand-soft",
      )}
    >
      <FileUp aria-hidden="true" className="size-6 text-muted-foreground" />
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        aria-label={t("file")}
        tabIndex={-1}
        className="sr-only"
        onChange={choose}
      />
      {reading ? (
        <p className="flex items-center gap-2" role="status">
          <Spinner /> {t("reading")}
        </p>
      ) : (
        <p>
          {t("drop")}{" "}
          <Button variant="link" size="inline" onClick={() => input.current?.click()}>
            {t("choose")}
          </Button>
        </p>
      )}
      <p className="text-muted-foreground text-xs">{t("formats", { rows: MAX_ROWS })}</p>
      <a
        href={`/api/vendor/${slug}/clients/template`}
        download
        className={buttonVariants({ variant: "link", size: "inline" })}
      >
        <Download aria-hidden="true" />
        {t("template")}
      </a>
    </fieldset>
  );
}
