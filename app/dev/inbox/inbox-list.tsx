"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Inbox, Mail, MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DateTime } from "@/components/date-time";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { InboxMessage } from "@/lib/messages/queries";

const REFRESH_MS = 2000;

type Answer = { messages: InboxMessage[] } | { problem: string };

async function fetchInbox(to: string): Promise<Answer> {
  const response = await fetch(`/api/dev/inbox${to ? `?to=${encodeURIComponent(to)}` : ""}`);
  const body = await response.json();
  if (response.ok) return { messages: body };
  // A contact that is still being typed is not a failure.
  if (response.status === 400) return { problem: body.error.fields?.to ?? body.error.message };
  throw new Error(`HTTP ${response.status}`);
}

export function InboxList({ initialTo }: { initialTo: string }) {
  const t = useTranslations("inbox");
  const [to, setTo] = useState(initialTo);
  const asked = to.trim();
  const { data, isError, isPlaceholderData } = useQuery({
    queryKey: ["none", "inbox", asked],
    queryFn: () => fetchInbox(asked),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  const search = (value: string) => {
    setTo(value);
    window.history.replaceState(null, "", value ? `?to=${encodeURIComponent(value)}` : window.location.pathname);
  };
  return (
    <div className="flex flex-col gap-3">
      <SearchInput label={t("search")} value={to} onValueChange={search} pending={isPlaceholderData} />
      {isError ? (
        <Alert tone="danger" title={t("failed.title")} live>
          {t("failed.description")}
        </Alert>
      ) : null}
      {data ? <Answered answer={data} searching={asked !== ""} /> : isError ? null : <SkeletonRows />}
    </div>
  );
}

function Answered({ answer, searching }: { answer: Answer; searching: boolean }) {
  const t = useTranslations("inbox");
  if ("problem" in answer) return <p className="text-muted-foreground text-sm">{answer.problem}</p>;
  const { messages } = answer;
  if (messages.length === 0) {
    const which = searching ? "none" : "empty";
    return <EmptyState icon={Inbox} title={t(`${which}.title`)} description={t(`${which}.description`)} />;
  }
  return (
    <>
      <p className="text-muted-foreground text-xs" role="status">
        {t("count", { count: messages.length })}
      </p>
      <ul className="flex flex-col gap-3">
        {messages.map((message) => (
          <li key={message.id}>
            <MessageCard message={message} />
          </li>
        ))}
      </ul>
    </>
  );
}

function MessageCard({ message }: { message: InboxMessage }) {
  const t = useTranslations("inbox");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <article className="flex flex-col gap-2 rounded-lg border border-border bg-card px-4 py-3">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
        <Badge icon={message.channel === "sms" ? MessageSquare : Mail}>{t(`channel.${message.channel}`)}</Badge>
        <span className="min-w-0 break-all font-medium">{message.to}</span>
        <DateTime value={message.createdAt} timeZone={zone} className="ms-auto text-muted-foreground" />
      </header>
      {message.subject ? <h2 className="font-semibold text-sm">{message.subject}</h2> : null}
      <p className="whitespace-pre-wrap break-words text-sm">
        {message.readable ? <WithLinks text={message.text} /> : t("unreadable")}
      </p>
    </article>
  );
}

function WithLinks({ text }: { text: string }) {
  return splitLinks(text).map(({ at, part, link }) =>
    link ? (
      <a key={at} href={part} className="break-all text-brand underline underline-offset-2">
        {part}
      </a>
    ) : (
      part
    ),
  );
}

function splitLinks(text: string): { at: number; part: string; link: boolean }[] {
  let at = 0;
  // Split with a group: every second part is a link.
  return text.split(/(https?:\/\/\S+)/).map((part, position) => {
    at += part.length;
    return { at, part, link: position % 2 === 1 };
  });
}
