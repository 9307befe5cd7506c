"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { toast } from "./toast";

export interface CopyButtonProps {
  value: string;
  /** What is copied: "invite link". Becomes the accessible name. */
  label: string;
  /** Words beside the icon. */
  text?: string;
}

export function CopyButton({ value, label, text }: CopyButtonProps) {
  const t = useTranslations("ui.copy");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Browsers refuse the clipboard outside https: the value can still be marked and copied by hand.
      toast.error(t("failed"), { description: value });
    }
  };
  const Icon = copied ? Check : Copy;
  return (
    <>
      <Button variant="secondary" size={text ? "sm" : "iconSm"} aria-label={t("label", { what: label })} onClick={copy}>
        <Icon aria-hidden="true" />
        {text}
      </Button>
      <span role="status" className="sr-only">
        {copied ? t("done") : null}
      </span>
    </>
  );
}
