"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/server/result";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Input } from "./ui/input";
import { Textarea } from "./ui/textarea";
import { useFocusBeside } from "./ui/use-focus-beside";
import { useAction } from "./use-action";

export interface RequestAccessProps {
  /** The seller's name. */
  name: string;
  /** The person's own company, to begin with. */
  company: string | null;
  /** The element that names the seller, for those who hear the button alone. */
  headingId: string;
  /** They were rejected before. */
  again?: boolean;
  ask: (input: { note: string; company: string }) => Promise<ActionResult<{ state: "requested" | "approved" }>>;
}

/** Asks a seller to be let in: at once, or with a note and under another company. Needs the namespace `sellers`. */
export function RequestAccess({ name, company, headingId, again = false, ask }: RequestAccessProps) {
  const t = useTranslations("sellers.findPage");
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const [open, setOpen] = useState(again);
  const [adding, setAdding] = useState(false);
  const [note, setNote] = useState("");
  const [asWhom, setAsWhom] = useState(company ?? "");
  const { run, pending, fieldErrors } = useAction(ask, {
    about: headingId,
    success: ({ state }) => t(state === "approved" ? "letIn" : "sent", { seller: name }),
    onSuccess: () => router.refresh(),
    onFailure: (error) => (error.fields ? undefined : router.refresh()),
  });
  useEffect(() => {
    if (adding) noteField.current?.focus();
  }, [adding]);
  // Once they have asked, the seller stands there with the state of the request.
  const heading = useCallback(() => [document.getElementById(headingId)].filter((one) => one !== null), [headingId]);
  useFocusBeside(form, heading);
  return (
    <form
      ref={form}
      className="mt-auto flex flex-col gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run({ note, company: asWhom });
      }}
    >
      {open ? (
        <>
          <Field label={t("company")} hint={t("companyHint")} error={fieldErrors.company} optional>
            <Input
              name="company"
              maxLength={100}
              autoComplete="organization"
              value={asWhom}
              onChange={(event) => setAsWhom(event.target.value)}
            />
          </Field>
          <Field label={t("note")} hint={t("noteHint")} error={fieldErrors.note} optional>
            <Textarea
              ref={noteField}
              name="note"
              rows={3}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
        </>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" pending={pending} aria-describedby={headingId}>
          {t(again ? "again" : "request")}
        </Button>
        {open ? null : (
          <Button
            variant="ghost"
            onClick={() => {
              setOpen(true);
              setAdding(true);
            }}
            aria-describedby={headingId}
          >
            {t("addNote")}
          </Button>
        )}
      </div>
    </form>
  );
}
