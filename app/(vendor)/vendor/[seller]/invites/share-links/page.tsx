import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteTabs } from "@/app/(vendor)/vendor/[seller]/invites/invite-tabs";
import { ClientMessages } from "@/components/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { pageScope } from "@/lib/server/page";
import { listShareLinks } from "@/lib/share-links/queries";
import { NewShareLink } from "./share-link-actions";
import { ShareLinks } from "./share-links";

type Props = { params: Promise<{ seller: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "invites.read");
  const t = await getTranslations("share-links");
  return { title: t("title") };
}

export default async function ShareLinksPage({ params }: Props) {
  const scope = await pageScope("store", (await params).seller, "invites.read");
  const [links, t] = await Promise.all([listShareLinks(scope), getTranslations("share-links")]);
  const { slug, timeZone } = scope.seller;
  const create = scope.can("invites.write") ? <NewShareLink slug={slug} /> : null;
  return (
    <ClientMessages namespaces={["share-links"]}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} actions={create} />
        <InviteTabs slug={slug} current="shareLinks" />
        <ShareLinks store={{ slug, timeZone }} links={links} create={create} />
      </div>
    </ClientMessages>
  );
}
