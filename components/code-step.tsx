"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/server/result";
import { ContactText } from "./contact-text";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Input } from "./ui/input";
import { toast } from "./ui/toast";
import { useAction } from "./use-action";

/** `contact` is what was typed, as the server understood it. */
export type CodeSent = { resendSeconds: number; resendsLeft: number; minutes: number; contact: string };

export interface CodeStepProps {
  /** Null: the code was asked for before this page knew of it. */
  sent: CodeSent | null;
  /** Where the code went, for as long as nothing better is known. */
  contact: string;
  request: () => Promise<ActionResult<CodeSent>>;
  prove: (code: string) => Promise<ActionResult<unknown>>;
  submitLabel: string;
  /** The form stays busy afterwards: the caller leads on. */
  onProved: () => void;
  backLabel: string;
  onBack: () => void;
}

/** The code that was sent, and everything that one can do while it is on its way. Needs the namespace `auth`. */
export function CodeStep({ sent, contact, request, prove, submitLabel, onProved, backLabel, onBack }: CodeStepProps) {
  const t = useTranslations("auth.prove");
  const [proved, setProved] = useState(false);
  const { submit, pending, error, fieldErrors } = useAction(prove, {
    toastFailure: false,
    onSuccess: () => {
      setProved(true);
      onProved();
    },
  });
  // The chunks of a rich text are the argument itself.
  const to = () => <ContactText value={sent?.contact ?? contact} className="font-medium" />;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-pretty text-sm">
        {sent
          ? t.rich("sent", { contact: sent.contact, minutes: sent.minutes, to })
          : t.rich("sentBefore", { contact, to })}
      </p>
      <form
        noValidate
        method="post"
        onSubmit={submit((form) => [String(form.get("code"))])}
        className="flex flex-col gap-4"
      >
        <Field label={t("code")} error={fieldErrors.code ?? fieldErrors.contact ?? error?.message}>
          <Input
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            dir="ltr"
            autoFocus
            className="h-11 text-lg tabular-nums tracking-[0.3em]"
          />
        </Field>
        <Button type="submit" size="lg" pending={pending || proved}>
          {submitLabel}
        </Button>
      </form>
      <Resend sent={sent} request={request} />
      <Button variant="link" size="inline" className="self-start" onClick={onBack}>
        {backLabel}
      </Button>
    </div>
  );
}

function Resend({ sent, request }: Pick<CodeStepProps, "sent" | "request">) {
  const t = useTranslations("auth.prove");
  const [latest, setLatest] = useState(sent);
  const [seconds, restart] = useCountdown(sent?.resendSeconds ?? 0);
  const { run, pending } = useAction(request, {
    success: t("sentAgain"),
    onSuccess: (next) => {
      setLatest(next);
      restart(next.resendSeconds);
    },
    onFailure: (failure) => failure.fields && toast.error(failure.message),
  });
  const waiting = seconds > 0 || latest?.resendsLeft === 0;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
      <Button variant="secondary" pending={pending} disabled={waiting} onClick={() => run()}>
        {t("again")}
      </Button>
      {latest ? (
        <p className="min-w-0 flex-1 tabular-nums">
          {seconds > 0 && latest.resendsLeft > 0 ? <>{t("wait", { seconds })} </> : null}
          {t("left", { count: latest.resendsLeft })}
        </p>
      ) : null}
    </div>
  );
}

/** Seconds that are left, told by the clock: a phone that slept catches up. */
function useCountdown(start: number): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(start);
  const end = useRef<number | null>(null);
  useEffect(() => {
    end.current ??= Date.now() + start * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil(((end.current ?? 0) - Date.now()) / 1000))), 500);
    return () => clearInterval(timer);
  }, [start]);
  const restart = (seconds: number) => {
    end.current = Date.now() + seconds * 1000;
    setLeft(seconds);
  };
  return [left, restart];
}
