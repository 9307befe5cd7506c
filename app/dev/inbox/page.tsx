import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { QueryProvider } from "@/components/query-provider";
import { contentId, SkipLink } from "@/components/shells/skip-link";
import { Alert } from "@/components/ui/alert";
import { PageHeader } from "@/components/ui/page-header";
import { VisitorScope } from "@/lib/access/scope";
import { env, localInbox } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { requireInbox } from "@/lib/messages/inbox-access";
import { InboxList } from "./inbox-list";

async function enter(): Promise<void> {
  try {
    await requireInbox(await VisitorScope.resolve());
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

export async function generateMetadata(): Promise<Metadata> {
  await enter();
  const t = await getTranslations("inbox");
  return { title: t("title"), robots: { index: false } };
}

export default async function InboxPage({ searchParams }: { searchParams: Promise<{ to?: string | string[] }> }) {
  await enter();
  const t = await getTranslations("inbox");
  const { to } = await searchParams;
  return (
    <>
      <SkipLink />
      <main
        id={contentId}
        tabIndex={-1}
        className="mx-auto flex w-full max-w-xl flex-col gap-4 p-4 outline-none sm:py-8"
      >
        <PageHeader title={t("title")} description={t("description")} />
        <Alert tone="warning" title={t("why.title")}>
          {t(`why.${reason()}`)}
        </Alert>
        <ClientMessages namespaces={["inbox"]}>
          <QueryProvider userId="inbox" sellerId={null}>
            <InboxList initialTo={typeof to === "string" ? to : ""} />
          </QueryProvider>
        </ClientMessages>
      </main>
    </>
  );
}

function reason(): "forced" | "both" | "sms" | "email" {
  if (env().LOCAL_INBOX) return "forced";
  if (localInbox("sms") && localInbox("email")) return "both";
  return localInbox("sms") ? "sms" : "email";
}
