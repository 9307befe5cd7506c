"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { SegmentedMessage } from "sms-segments-calculator";
import { directionOf } from "@/lib/i18n/locales";
import type { InvitePreview } from "@/lib/invites/schema";

interface InvitePreviewBoxProps {
  preview: InvitePreview;
  /** The seller's own, as typed so far. */
  words: string;
}

/** What recipients read, in their language, and how many text messages that makes. */
export function InvitePreviewBox({ preview, words }: InvitePreviewBoxProps) {
  const t = useTranslations("invites.form");
  const sms = fill(preview, preview.sms, words);
  const email = fill(preview, preview.email, words.replace(/\n+/g, "\n\n"));
  const { segments, characters, wide } = useMemo(() => measure(sms), [sms]);
  return (
    <details className="rounded-md border border-border bg-muted/40 text-sm">
      <summary className="flex min-h-11 cursor-pointer flex-wrap items-center justify-between gap-x-4 px-3 py-2">
        <span className="font-medium">{t("preview")}</span>
        <span className="text-muted-foreground text-xs tabular-nums">
          {t("segments", { count: segments, characters })}
        </span>
      </summary>
      <div className="flex flex-col gap-4 border-border border-t p-3">
        {wide && words ? <p className="text-muted-foreground text-xs">{t("wide")}</p> : null}
        <Bubble title={t("previewSms")} preview={preview} text={sms} />
        <Bubble
          title={t("previewEmail")}
          preview={preview}
          text={`${t("subject")}: ${preview.email.subject}\n\n${email}`}
        />
      </div>
    </details>
  );
}

function Bubble({ title, preview, text }: { title: string; preview: InvitePreview; text: string }) {
  const { locale, link, shortLink } = preview;
  return (
    <div className="flex flex-col gap-1">
      <p className="text-muted-foreground text-xs">{title}</p>
      <p
        lang={locale}
        dir={directionOf(locale)}
        className="whitespace-pre-line break-words rounded-md bg-card p-3 text-sm"
      >
        {text.replaceAll(link, shortLink)}
      </p>
    </div>
  );
}

function fill({ words: place }: InvitePreview, { bare, worded }: InvitePreview["sms"], words: string): string {
  return words ? worded.replace(place, () => words) : bare;
}

function measure(text: string) {
  const message = new SegmentedMessage(text);
  return {
    segments: message.segmentsCount,
    characters: message.numberOfCharacters,
    wide: message.encodingName === "UCS-2",
  };
}
