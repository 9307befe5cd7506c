"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/server/result";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Input } from "./ui/input";
import { toast } from "./ui/toast";
import { useAction } from "./use-action";

/** `contact` is what was typed, as the server understood it. */
type CodeSent = { resendSeconds: number; resendsLeft: number; minutes: number; contact: string };

export interface ProveContactProps {
  /** Sends a code to what was typed. */
  request: (input: { contact: string }) => Promise<ActionResult<CodeSent>>;
  prove: (input: { contact: string; code: string }) => Promise<ActionResult<unknown>>;
  /** Of the button beside the code. */
  submitLabel: string;
  /** The form stays busy afterwards: the caller leads on. */
  onProved: () => void;
}

/** A mobile number or email, then the code that was sent to it: signing in, and adding a contact. Needs the namespace `auth`. */
export function ProveContact({ request, prove, submitLabel, onProved }: ProveContactProps) {
  const [contact, setContact] = useState("");
  const [sent, setSent] = useState<CodeSent | null>(null);
  if (!sent) {
    const go = (asked: string, answer: CodeSent) => {
      setContact(asked);
      setSent(answer);
    };
    return <ContactStep typed={contact} request={request} onSent={go} />;
  }
  return (
    <CodeStep
      contact={contact}
      sent={sent}
      request={request}
      prove={prove}
      submitLabel={submitLabel}
      onProved={onProved}
      onBack={() => setSent(null)}
    />
  );
}

interface ContactStepProps extends Pick<ProveContactProps, "request"> {
  /** What was typed before, when one comes back to change it. */
  typed: string;
  onSent: (contact: string, sent: CodeSent) => void;
}

function ContactStep({ typed, request, onSent }: ContactStepProps) {
  const t = useTranslations("auth.prove");
  const asked = useRef(typed);
  const { submit, pending, error, fieldErrors } = useAction(request, {
    onSuccess: (sent) => onSent(asked.current, sent),
    toastFailure: false,
  });
  // Uncontrolled: what was typed before the page came alive counts. Posting keeps it out of the address until then.
  return (
    <form
      noValidate
      method="post"
      onSubmit={submit((form) => {
        asked.current = String(form.get("contact")).trim();
        return [{ contact: asked.current }];
      })}
      className="flex flex-col gap-4"
    >
      <Field label={t("contact")} hint={t("contactHint")} error={fieldErrors.contact ?? error?.message}>
        <Input
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
    </form>
  );
}

interface CodeStepProps extends ProveContactProps {
  contact: string;
  sent: CodeSent;
  onBack: () => void;
}

function CodeStep({ contact, sent, request, prove, submitLabel, onProved, onBack }: CodeStepProps) {
  const t = useTranslations("auth.prove");
  const [proved, setProved] = useState(false);
  const { submit, pending, error, fieldErrors } = useAction(prove, {
    toastFailure: false,
    onSuccess: () => {
      setProved(true);
      onProved();
    },
  });
  return (
    <div className="flex flex-col gap-4">
      <p className="text-pretty text-sm">
        {t.rich("sent", {
          contact: sent.contact,
          minutes: sent.minutes,
          to: (text) => (
            <bdi dir="ltr" className="font-medium tabular-nums">
              {text}
            </bdi>
          ),
        })}
      </p>
      <form
        noValidate
        method="post"
        onSubmit={submit((form) => [{ contact, code: String(form.get("code")) }])}
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
      <Resend contact={contact} sent={sent} request={request} />
      <Button variant="link" size="inline" className="self-start" onClick={onBack}>
        {t("change")}
      </Button>
    </div>
  );
}

function Resend({ contact, sent, request }: Pick<CodeStepProps, "contact" | "sent" | "request">) {
  const t = useTranslations("auth.prove");
  const [latest, setLatest] = useState(sent);
  const [seconds, restart] = useCountdown(sent.resendSeconds);
  const { run, pending } = useAction(request, {
    success: t("sentAgain"),
    onSuccess: (next) => {
      setLatest(next);
      restart(next.resendSeconds);
    },
    onFailure: (failure) => failure.fields && toast.error(failure.message),
  });
  const { resendsLeft } = latest;
  const waiting = seconds > 0 || resendsLeft === 0;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
      <Button variant="secondary" pending={pending} disabled={waiting} onClick={() => run({ contact })}>
        {t("again")}
      </Button>
      <p className="min-w-0 flex-1 tabular-nums">
        {seconds > 0 && resendsLeft > 0 ? <>{t("wait", { seconds })} </> : null}
        {t("left", { count: resendsLeft })}
      </p>
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
