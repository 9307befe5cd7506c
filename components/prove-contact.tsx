"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/server/result";
import { type CodeSent, CodeStep } from "./code-step";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Input } from "./ui/input";
import { focusFirst, useAction } from "./use-action";

export interface ProveContactProps<Proved = unknown> {
  /** Sends a code to what was typed. */
  request: (input: { contact: string }) => Promise<ActionResult<CodeSent>>;
  prove: (input: { contact: string; code: string }) => Promise<ActionResult<Proved>>;
  /** Of the button beside the code. */
  submitLabel: string;
  /** The form stays busy afterwards: the caller leads on. */
  onProved: (proved: Proved) => void;
}

type Step = { contact: string; sent: CodeSent | null };

/** A mobile number or email, then the code that was sent to it: signing in, and adding a contact. Needs the namespace `auth`. */
export function ProveContact<Proved>({ request, prove, submitLabel, onProved }: ProveContactProps<Proved>) {
  const t = useTranslations("auth.prove");
  const [typed, setTyped] = useState("");
  const [step, setStep] = useState<Step | null>(null);
  const proved = useRef<Proved | null>(null);
  const go = (contact: string, sent: CodeSent | null) => {
    setTyped(contact);
    setStep({ contact, sent });
    remember(contact);
  };
  if (!step) return <ContactStep typed={typed} request={request} onGo={go} />;
  const { contact, sent } = step;
  return (
    <CodeStep
      contact={contact}
      sent={sent}
      request={() => request({ contact })}
      prove={async (code) => {
        const result = await prove({ contact, code });
        if (result.ok) proved.current = result.data;
        return result;
      }}
      submitLabel={submitLabel}
      onProved={() => {
        remember(null);
        onProved(proved.current as Proved);
      }}
      backLabel={t("change")}
      onBack={() => setStep(null)}
    />
  );
}

const KEY = "contact-to-prove";

/** For a reload while the code is on its way; forgotten once it is entered, and with the tab. */
function remember(contact: string | null): void {
  try {
    if (contact) sessionStorage.setItem(KEY, contact);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage may be closed; then it is typed again.
  }
}

function remembered(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

interface ContactStepProps extends Pick<ProveContactProps, "request"> {
  /** What was typed before, when one comes back to change it. */
  typed: string;
  /** Without `sent` there is a code already. */
  onGo: (contact: string, sent: CodeSent | null) => void;
}

function ContactStep({ typed, request, onGo }: ContactStepProps) {
  const t = useTranslations("auth.prove");
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const asked = useRef(typed);
  const [missing, setMissing] = useState(false);
  const { submit, pending, error, fieldErrors } = useAction(request, {
    onSuccess: (sent) => onGo(asked.current, sent),
    toastFailure: false,
  });
  useEffect(() => {
    if (input.current && !input.current.value) input.current.value = remembered();
  }, []);
  const haveCode = () => {
    const contact = input.current?.value.trim() ?? "";
    setMissing(!contact);
    if (contact) onGo(contact, null);
    else if (form.current) focusFirst(form.current, ["contact"]);
  };
  const wrong = missing ? t("contactFirst") : (fieldErrors.contact ?? error?.message);
  // Uncontrolled: what was typed before the page came alive counts. Posting keeps it out of the address until then.
  return (
    <form
      ref={form}
      noValidate
      method="post"
      onSubmit={submit((data) => {
        setMissing(false);
        asked.current = String(data.get("contact")).trim();
        return [{ contact: asked.current }];
      })}
      className="flex flex-col gap-4"
    >
      <Field label={t("contact")} hint={t("contactHint")} error={wrong}>
        <Input
          ref={input}
          name="contact"
          dir="ltr"
          defaultValue={typed}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
      </Field>
      <Button type="submit" size="lg" pending={pending}>
        {t("send")}
      </Button>
      <Button variant="link" size="inline" className="self-start" onClick={haveCode}>
        {t("haveCode")}
      </Button>
    </form>
  );
}
