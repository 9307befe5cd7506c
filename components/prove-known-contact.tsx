"use client";

import { Mail, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { ActionResult } from "@/lib/server/result";
import { type CodeSent, CodeStep } from "./code-step";
import { Button } from "./ui/button";
import { useAction } from "./use-action";

interface KnownContact {
  id: string;
  kind: "phone" | "email";
  /** Whole for its owner, in part for whoever may be somebody else. */
  label: string;
}

export interface ProveKnownContactProps {
  contacts: KnownContact[];
  request: (input: { contactId: string }) => Promise<ActionResult<CodeSent>>;
  prove: (input: { contactId: string; code: string }) => Promise<ActionResult<unknown>>;
  submitLabel: string;
  /** The form stays busy afterwards: the caller leads on. */
  onProved: () => void;
}

/** A code to one of several contacts that nobody has to type. Needs the namespace `auth`. */
export function ProveKnownContact({ contacts, request, prove, submitLabel, onProved }: ProveKnownContactProps) {
  const t = useTranslations("auth.prove");
  const [step, setStep] = useState<{ contact: KnownContact; sent: CodeSent } | null>(null);
  if (step) {
    const contactId = step.contact.id;
    return (
      <CodeStep
        contact={step.contact.label}
        sent={step.sent}
        request={() => request({ contactId })}
        prove={(code) => prove({ contactId, code })}
        submitLabel={submitLabel}
        onProved={onProved}
        backLabel={t("others")}
        onBack={() => setStep(null)}
      />
    );
  }
  return (
    <ul aria-label={t("choose")} className="flex flex-col gap-2">
      {contacts.map((contact) => (
        <ContactChoice
          key={contact.id}
          contact={contact}
          request={request}
          onSent={(sent) => setStep({ contact, sent })}
        />
      ))}
    </ul>
  );
}

interface ContactChoiceProps extends Pick<ProveKnownContactProps, "request"> {
  contact: KnownContact;
  onSent: (sent: CodeSent) => void;
}

function ContactChoice({ contact, request, onSent }: ContactChoiceProps) {
  const t = useTranslations("auth.prove");
  const id = useId();
  const { run, pending, error } = useAction(request, { onSuccess: onSent, toastFailure: false });
  const Icon = contact.kind === "phone" ? Smartphone : Mail;
  return (
    <li className="flex flex-col gap-1">
      <Button
        variant="secondary"
        size="lg"
        className="w-full justify-start"
        pending={pending}
        aria-label={t("sendTo", { contact: `${t(`kind.${contact.kind}`)} ${contact.label}` })}
        aria-describedby={error ? id : undefined}
        onClick={() => run({ contactId: contact.id })}
      >
        <Icon aria-hidden="true" />
        {t(`kind.${contact.kind}`)}
        <bdi dir="ltr" className="ms-auto min-w-0 truncate text-muted-foreground text-sm tabular-nums">
          {contact.label}
        </bdi>
      </Button>
      {error ? (
        <p id={id} role="alert" className="text-danger text-xs">
          {error.message}
        </p>
      ) : null}
    </li>
  );
}
