"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { INVITE_CHANNELS, MESSAGE_MAX } from "@/lib/invites/rules";
import type { InvitePreview } from "@/lib/invites/schema";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { InvitePreviewBox } from "./invite-preview";

export interface InviteWordsProps {
  preview: InvitePreview;
  /** The seller's own words, as last used. */
  lastWords: string | null;
  error?: string | undefined;
}

/** How people are told who have both, and in which words: the fields `channel` and `message` of a form. Needs the namespace `invites`. */
export function InviteOptions(props: InviteWordsProps) {
  return (
    <>
      <ChannelField />
      <InviteWords {...props} />
    </>
  );
}

export function ChannelField() {
  const t = useTranslations("invites.form");
  return (
    <Field label={t("channel")} hint={t("channelHint")}>
      <Select name="channel" defaultValue="both">
        {INVITE_CHANNELS.map((channel) => (
          <option key={channel} value={channel}>
            {t(`channels.${channel}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

export function InviteWords({ preview, lastWords, error }: InviteWordsProps) {
  const t = useTranslations("invites.form");
  const [words, setWords] = useState(lastWords ?? "");
  return (
    <>
      <Field label={t("words")} hint={t("wordsHint")} error={error} optional>
        <Textarea
          name="message"
          rows={3}
          maxLength={MESSAGE_MAX}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
      <InvitePreviewBox preview={preview} words={words.trim()} />
    </>
  );
}
