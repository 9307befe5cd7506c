import { Ban, Download, MessageSquareText, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { FilterIgnored } from "@/components/filter-ignored";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { countWaiting, listMessages, type WaitingCounts } from "@/lib/messages/delivery/queries";
import { MESSAGE_STATUSES } from "@/lib/messages/rules";
import { type MessageListInput, messageListInput } from "@/lib/messages/schema";
import { readAddress, type SearchParams } from "@/lib/server/address";
import { pageScope } from "@/lib/server/page";
import { messagesHref } from "./address";
import { MessageTable } from "./message-table";

type Props = { searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  await pageScope("operator", undefined, "messages.read");
  const t = await getTranslations("delivery.admin");
  return { title: t("title") };
}

export default async function MessagesPage({ searchParams }: Props) {
  const scope = await pageScope("operator", undefined, "messages.read");
  const { input, ignored } = await readAddress(messageListInput, searchParams);
  const [t, { items, nextCursor }, counts] = await Promise.all([
    getTranslations("delivery.admin"),
    listMessages(scope, input),
    countWaiting(scope),
  ]);
  const link = buttonVariants({ variant: "secondary" });
  const actions = (
    <>
      <Link href="/admin/messages/suppressions" className={link}>
        <Ban aria-hidden="true" />
        {t("suppressions")}
      </Link>
      <a href={messagesHref(input, {}, "/api/admin/messages/export")} download className={link}>
        <Download aria-hidden="true" />
        {t("export")}
      </a>
    </>
  );
  return (
    <ClientMessages namespaces={["delivery"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} actions={actions} />
        {ignored ? <FilterIgnored /> : null}
        {counts.parked > 0 && input.status !== "parked" ? <ParkedAlert count={counts.parked} /> : null}
        <Filters input={input} />
        <StatusTabs input={input} counts={counts} />
        {items.length > 0 ? (
          <>
            <MessageTable scope={scope} items={items} input={input} />
            <Pager
              shown={items.length}
              firstHref={input.cursor ? messagesHref(input) : undefined}
              nextHref={nextCursor ? messagesHref(input, { cursor: nextCursor }) : undefined}
            />
          </>
        ) : (
          <NoMessages narrowed={input.seller !== "" || input.status !== undefined || input.channel !== undefined} />
        )}
      </div>
    </ClientMessages>
  );
}

async function ParkedAlert({ count }: { count: number }) {
  const t = await getTranslations("delivery.admin");
  const action = (
    <Link href="/admin/messages?status=parked" className={buttonVariants({ variant: "secondary", size: "sm" })}>
      {t("parkedAction")}
    </Link>
  );
  return <Alert tone="warning" className="items-center [&>svg]:mt-0" title={t("parked", { count })} action={action} />;
}

async function Filters({ input }: { input: MessageListInput }) {
  const [t, tChannels] = await Promise.all([getTranslations("delivery.admin"), getTranslations("delivery.channels")]);
  return (
    <form action="/admin/messages" className="flex flex-wrap gap-2">
      {input.status ? <input type="hidden" name="status" value={input.status} /> : null}
      <SearchInput
        key={input.seller}
        name="seller"
        label={t("search")}
        defaultValue={input.seller}
        maxLength={100}
        className="w-full sm:w-72"
      />
      <Select
        key={input.channel}
        name="channel"
        aria-label={t("channel")}
        defaultValue={input.channel ?? ""}
        className="min-w-40 flex-1 sm:flex-none"
      >
        <option value="">{t("anyChannel")}</option>
        <option value="sms">{tChannels("sms")}</option>
        <option value="email">{tChannels("email")}</option>
      </Select>
      <Button type="submit" variant="secondary">
        {t("searchAction")}
      </Button>
    </form>
  );
}

async function StatusTabs({ input, counts }: { input: MessageListInput; counts: WaitingCounts }) {
  const [t, tStatus] = await Promise.all([getTranslations("delivery.admin"), getTranslations("status.message")]);
  const known: Partial<Record<string, number>> = counts;
  const tabs = [
    { href: messagesHref({ ...input, status: undefined }), label: t("all"), current: !input.status },
    ...MESSAGE_STATUSES.map((status) => {
      const tab = {
        href: messagesHref({ ...input, status }),
        label: tStatus(status),
        current: input.status === status,
      };
      const count = known[status];
      return count === undefined ? tab : { ...tab, count };
    }),
  ];
  return <LinkTabs label={t("state")} tabs={tabs} />;
}

async function NoMessages({ narrowed }: { narrowed: boolean }) {
  const t = await getTranslations("delivery.admin");
  if (!narrowed)
    return <EmptyState icon={MessageSquareText} title={t("emptyTitle")} description={t("emptyDescription")} />;
  const all = (
    <Link href="/admin/messages" className={buttonVariants({ variant: "secondary" })}>
      {t("showAll")}
    </Link>
  );
  return <EmptyState icon={SearchX} title={t("noneTitle")} description={t("noneDescription")} action={all} />;
}
