"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import type { ImportKind } from "@/lib/imports/rules";
import { Button } from "../ui/button";
import { Dialog, DialogContent, DialogTrigger } from "../ui/dialog";
import { ImportForm } from "./import-form";
import { ImportSource } from "./import-source";
import { useImportFile } from "./use-import-file";

export interface ImportDialogProps {
  kind: ImportKind;
  store: { slug: string };
  /** Where the seller is: how numbers without a country code are read. */
  country: { code: string; name: string };
  priceLists: { id: string; name: string }[];
  /** Fields of the kind's own, shown before the start. */
  extra?: ReactNode;
  /** Instead of going where the import is watched. */
  onStarted?: (id: string) => void;
}

/** The button "Import CSV", and the way from a file to a running import. Needs the namespace `imports`. */
export function ImportDialog(props: ImportDialogProps) {
  const t = useTranslations("imports");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { onStarted = (id) => router.push(`/vendor/${props.store.slug}/imports/${id}`) } = props;
  // The page is kept behind the next one: coming back, nobody is to find the dialog standing there.
  const started = (id: string) => {
    setOpen(false);
    onStarted(id);
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary">
          <Upload aria-hidden="true" />
          {t("button")}
        </Button>
      </DialogTrigger>
      <DialogContent
        size="lg"
        title={t(`dialog.${props.kind}.title`)}
        description={t(`dialog.${props.kind}.description`)}
      >
        <ImportSteps {...props} onStarted={started} />
      </DialogContent>
    </Dialog>
  );
}

interface ImportStepsProps extends ImportDialogProps {
  onStarted: (id: string) => void;
  /** What is in the field for pasted rows, where somebody keeps it; `error` stands beside the field. */
  pasted?: { text: string; onText: (text: string) => void; error?: string | null | undefined };
  /** Whether rows are on screen that wait for their start. */
  onRead?: (waiting: boolean) => void;
}

/** The same without button and dialog, for pages of which it is the matter. */
export function ImportSteps({ pasted, onRead, ...props }: ImportStepsProps) {
  const file = useImportFile();
  const [own, setOwn] = useState("");
  const { text, onText, error } = pasted ?? { text: own, onText: setOwn };
  const waiting = file.table !== null;
  useEffect(() => onRead?.(waiting), [onRead, waiting]);
  if (!file.table) {
    const { reading, problem, takeFile, takeText } = file;
    return (
      <ImportSource
        slug={props.store.slug}
        reading={reading}
        problem={problem}
        text={text}
        error={error}
        onText={onText}
        onFile={takeFile}
        onUse={() => takeText(text)}
      />
    );
  }
  return (
    <ImportForm {...props} table={file.table} onHeaded={file.setHeaded} onField={file.setField} onOther={file.clear} />
  );
}
