import {
  Ban,
  Check,
  CircleQuestionMark,
  Clock,
  type LucideIcon,
  Mail,
  MessageSquareText,
  RotateCw,
  Send,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import type { MessageEventKind, TimelineEvent, TimelineMessage } from "@/lib/messages/rules";
import { DateTime } from "./date-time";
import { ResolveMessage, type ResolveMessageProps } from "./resolve-message";
import { StatusBadge } from "./status-badge";

export interface MessageTimelineProps {
  messages: TimelineMessage[];
  /** The seller's in the portal. */
  timeZone: string;
  /** Who may end the doubt about a parked message of these; absent for those who only read. */
  resolve?: ResolveMessageProps["by"];
}

/** Messages, and step by step what became of each. Needs the namespaces `delivery` and `status` where it is shown by the browser. */
export function MessageTimeline({ messages, timeZone, resolve }: MessageTimelineProps) {
  const t = useTranslations("delivery");
  if (messages.length === 0) return <p className="text-muted-foreground text-sm">{t("none")}</p>;
  return (
    <ul className="flex flex-col divide-y divide-border">
      {messages.map((message) => (
        <li key={message.id} className="flex flex-col gap-3 py-4 first:pt-0 last:pb-0">
          <MessageHead message={message} />
          <MessageSteps message={message} timeZone={timeZone} />
          {message.status === "parked" ? (
            <div className="flex flex-col gap-3 rounded-md bg-warning-soft p-3 text-sm">
              <p>{t("parkedHint")}</p>
              {resolve ? <ResolveMessage id={message.id} by={resolve} /> : null}
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function MessageHead({ message: { channel, template, status } }: { message: TimelineMessage }) {
  const t = useTranslations("delivery");
  const Icon = channel === "sms" ? MessageSquareText : Mail;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <p className="min-w-0 font-medium text-sm">
        {t.has(`templates.${template}`) ? t(`templates.${template}`) : template}
        <span className="ms-2 font-normal text-muted-foreground">{t(`channels.${channel}`)}</span>
      </p>
      <StatusBadge kind="message" status={status} />
    </div>
  );
}

/** The steps of one message; the first is that somebody asked for it. */
function MessageSteps({ message, timeZone }: { message: TimelineMessage; timeZone: string }) {
  const t = useTranslations("delivery");
  return (
    <ol className="flex flex-col">
      <Step icon={Clock} label={t("events.queued")} at={message.createdAt} timeZone={timeZone} />
      {message.events.map((event) => (
        <Step
          key={event.id}
          icon={LOOKS[event.kind]?.[1] ?? Clock}
          tone={LOOKS[event.kind]?.[0]}
          label={event.by ? t("by", { what: t(`events.${event.kind}`), name: event.by }) : t(`events.${event.kind}`)}
          at={event.at}
          timeZone={timeZone}
          reason={reasonOf(event)}
        />
      ))}
    </ol>
  );

  /** In words where we have them, else the provider's number, which its help pages explain. */
  function reasonOf({ code }: TimelineEvent): string | null {
    if (!code) return null;
    return t.has(`codes.${code}`) ? t(`codes.${code}`) : t("code", { code });
  }
}

const LOOKS: Record<MessageEventKind, readonly [look: string, icon: LucideIcon]> = {
  accepted: ["bg-brand-soft text-brand", Send],
  sent: ["bg-brand-soft text-brand", Send],
  delivered: ["bg-success-soft text-success", Check],
  failed: ["bg-danger-soft text-danger", X],
  retry: ["bg-warning-soft text-warning", RotateCw],
  delayed: ["bg-muted text-muted-foreground", Clock],
  parked: ["bg-warning-soft text-warning", CircleQuestionMark],
  suppressed: ["bg-danger-soft text-danger", Ban],
  bounced: ["bg-danger-soft text-danger", X],
  complained: ["bg-danger-soft text-danger", Ban],
  marked_delivered: ["bg-success-soft text-success", Check],
  sent_again: ["bg-brand-soft text-brand", RotateCw],
};

interface StepProps {
  icon: LucideIcon;
  tone?: string | undefined;
  label: string;
  at: string;
  timeZone: string;
  reason?: string | null;
}

function Step({ icon: Icon, tone = "bg-muted text-muted-foreground", label, at, timeZone, reason }: StepProps) {
  return (
    <li className="relative flex gap-3 pb-3 last:pb-0 [&:not(:last-child)]:before:absolute [&:not(:last-child)]:before:start-2.75 [&:not(:last-child)]:before:top-6 [&:not(:last-child)]:before:h-[calc(100%-1.5rem)] [&:not(:last-child)]:before:w-px [&:not(:last-child)]:before:bg-border">
      <span className={cn("grid size-6 shrink-0 place-items-center rounded-full", tone)}>
        <Icon aria-hidden="true" className="size-3.5" />
      </span>
      <div className="min-w-0 pt-0.5">
        <p className="text-sm">{label}</p>
        <p className="text-muted-foreground text-xs">
          <DateTime value={at} timeZone={timeZone} />
          {reason ? <span className="ms-2">{reason}</span> : null}
        </p>
      </div>
    </li>
  );
}
