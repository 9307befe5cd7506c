import { ChevronDown, ChevronUp } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/date-time";
import { MessageTimeline } from "@/components/message-timeline";
import { ResolveMessage } from "@/components/resolve-message";
import { StatusBadge } from "@/components/status-badge";
import { buttonVariants } from "@/components/ui/button-variants";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
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

const COLUMNS = ["when", "seller", "what", "state", "reason", "tries", "steps"] as const;

/** Messages of the whole platform; under the one that is open stand its steps. */
export async function MessageTable({ scope, items, input }: MessageTableProps) {
  const t = await getTranslations("delivery.admin");
  return (
    <Table label={t("title")}>
      <TableHead>
        {COLUMNS.map((column) => (
          <TableHeaderCell key={column} numeric={column === "tries"}>
            {t(column)}
          </TableHeaderCell>
        ))}
      </TableHead>
      <TableBody>
        {items.map((row) => (
          <Message key={row.id} scope={scope} row={row} input={input} />
        ))}
      </TableBody>
    </Table>
  );
}

async function Message({ scope, row, input }: { scope: OperatorScope; row: MessageRow; input: MessageListInput }) {
  const t = await getTranslations("delivery");
  const open = input.open === row.id;
  const reason = row.error && (t.has(`codes.${row.error}`) ? t(`codes.${row.error}`) : t("code", { code: row.error }));
  return (
    <>
      <TableRow>
        <TableCell className="whitespace-nowrap text-muted-foreground">
          <DateTime value={row.createdAt} timeZone="UTC" />
        </TableCell>
        <TableCell>
          <span className="block max-w-48 truncate">{row.seller?.name ?? t("admin.platform")}</span>
        </TableCell>
        <TableCell>
          <span className="block whitespace-nowrap font-medium">
            {t.has(`templates.${row.template}`) ? t(`templates.${row.template}`) : row.template}
          </span>
          <span className="block text-muted-foreground text-xs">{t(`channels.${row.channel}`)}</span>
        </TableCell>
        <TableCell>
          <StatusBadge kind="message" status={row.status} />
        </TableCell>
        <TableCell className="text-muted-foreground">
          <span className="block min-w-32 max-w-64">{reason || "–"}</span>
        </TableCell>
        <TableCell numeric>{row.attempts}</TableCell>
        <TableCell>
          <div className="flex flex-wrap items-center gap-2">
            {row.status === "parked" && !open && scope.can("messages.resolve") ? (
              <ResolveMessage id={row.id} by={{ operatorAt: row.sellerId }} />
            ) : null}
            <ToggleSteps id={row.id} open={open} input={input} />
          </div>
        </TableCell>
      </TableRow>
      {open ? (
        <tr>
          <td colSpan={COLUMNS.length} className="bg-muted/40 px-4 py-4">
            {/* The table scrolls sideways on a phone, its steps stay in sight. */}
            <div className="sticky start-4 max-w-[calc(100vw-4rem)]">
              <Steps scope={scope} row={row} />
            </div>
          </td>
        </tr>
      ) : null}
    </>
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

async function Steps({ scope, row }: { scope: OperatorScope; row: MessageRow }) {
  const message = await getMessage(scope, row.sellerId, row.id);
  const resolve = scope.can("messages.resolve") ? { operatorAt: row.sellerId } : undefined;
  return <MessageTimeline messages={[message]} timeZone="UTC" resolve={resolve} />;
}
