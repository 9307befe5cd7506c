import { ChevronDown, ChevronUp } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { MessageTimeline } from "@/components/message-timeline";
import { ResolveMessage } from "@/components/resolve-message";
import { StatusBadge } from "@/components/status-badge";
import { buttonVariants } from "@/components/ui/button-variants";
import { PageTable } from "@/components/ui/page-table";
import type { OperatorScope } from "@/lib/access/scope";
import { getMessage, type MessageRow } from "@/lib/messages/delivery/queries";
import type { MessageListInput } from "@/lib/messages/schema";
import { encodeCursor } from "@/lib/paging";
import { messagesHref } from "./address";

interface MessageTableProps {
  scope: OperatorScope;
  items: MessageRow[];
  input: MessageListInput;
}

/** Messages of the whole platform; under the one that is open stand its steps. */
export async function MessageTable({ scope, items, input }: MessageTableProps) {
  const t = await getTranslations("delivery.admin");
  return (
    <PageTable
      label={t("title")}
      rows={items}
      rowId={({ id }) => id}
      columns={[
        {
          id: "when",
          header: t("when"),
          cell: ({ createdAt }) => (
            <DateTime value={createdAt} timeZone="UTC" className="whitespace-nowrap text-muted-foreground" />
          ),
        },
        {
          id: "seller",
          header: t("seller"),
          cell: ({ seller }) => <span className="block max-w-48 truncate">{seller?.name ?? t("platform")}</span>,
        },
        { id: "what", header: t("what"), phone: "title", cell: (row) => <What row={row} /> },
        { id: "state", header: t("state"), cell: ({ status }) => <StatusBadge kind="message" status={status} /> },
        { id: "reason", header: t("reason"), cell: (row) => <Reason row={row} /> },
        { id: "tries", header: t("tries"), numeric: true, cell: ({ attempts }) => attempts },
        {
          id: "steps",
          header: t("steps"),
          phone: "actions",
          cell: (row) => <Steps scope={scope} row={row} input={input} />,
        },
      ]}
      detail={(row) => (input.open === row.id ? <Timeline scope={scope} row={row} /> : null)}
    />
  );
}

async function What({ row: { template, channel } }: { row: MessageRow }) {
  const t = await getTranslations("delivery");
  return (
    <>
      <span className="block whitespace-nowrap font-medium">
        {t.has(`templates.${template}`) ? t(`templates.${template}`) : template}
      </span>
      <span className="block font-normal text-muted-foreground text-xs">{t(`channels.${channel}`)}</span>
    </>
  );
}

async function Reason({ row: { error } }: { row: MessageRow }) {
  const t = await getTranslations("delivery");
  const reason = error && (t.has(`codes.${error}`) ? t(`codes.${error}`) : t("code", { code: error }));
  return <span className="block max-w-64 text-muted-foreground sm:min-w-32">{reason || "–"}</span>;
}

type StepsProps = { scope: OperatorScope; row: MessageRow; input: MessageListInput };

function Steps({ scope, row, input }: StepsProps) {
  const open = input.open === row.id;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {row.status === "parked" && !open && scope.can("messages.resolve") ? (
        <ResolveMessage id={row.id} by={{ operatorAt: row.sellerId }} />
      ) : null}
      <ToggleSteps id={row.id} open={open} input={input} />
    </div>
  );
}

async function ToggleSteps({ id, open, input }: { id: string; open: boolean; input: MessageListInput }) {
  const t = await getTranslations("delivery.admin");
  const cursor = input.cursor && { cursor: encodeCursor(input.cursor) };
  const Icon = open ? ChevronUp : ChevronDown;
  return (
    <Link
      href={messagesHref(input, { ...cursor, ...(!open && { open: id }) })}
      scroll={false}
      prefetch={false}
      aria-expanded={open}
      className={buttonVariants({ variant: "ghost", size: "sm" })}
    >
      <Icon aria-hidden="true" />
      {open ? t("hide") : t("show")}
    </Link>
  );
}

async function Timeline({ scope, row }: { scope: OperatorScope; row: MessageRow }) {
  const message = await getMessage(scope, row.sellerId, row.id);
  const resolve = scope.can("messages.resolve") ? { operatorAt: row.sellerId } : undefined;
  return <MessageTimeline messages={[message]} timeZone="UTC" resolve={resolve} />;
}
