import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ClientMessages } from "@/components/client-messages";
import { ImportProgress } from "@/components/import/import-progress";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import type { StoreScope } from "@/lib/access/scope";
import { getImport } from "@/lib/imports/queries";
import { importIdInput } from "@/lib/imports/schema";
import { orNotFound, pageScope } from "@/lib/server/page";

type Props = { params: Promise<{ seller: string; id: string }> };

/** Title and page share one read. */
const importOf = cache((scope: StoreScope, id: string) => {
  const input = importIdInput.safeParse({ id });
  if (!input.success) notFound();
  return orNotFound(getImport(scope, input.data.id));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { details } = await load(params);
  const t = await getTranslations("imports");
  return { title: t(`titles.${details.kind}`) };
}

export default async function ImportPage({ params }: Props) {
  const { scope, details } = await load(params);
  const t = await getTranslations("imports");
  const { id: sellerId, slug, timeZone } = scope.seller;
  const { kind, fileName } = details;
  return (
    <ClientMessages namespaces={["imports"]}>
      <div className="flex flex-col gap-5">
        <PageHeader
          breadcrumbs={
            <Breadcrumbs
              items={[{ label: t(`kind.${kind}`), href: `/vendor/${slug}/${kind}` }, { label: t(`titles.${kind}`) }]}
            />
          }
          title={t(`titles.${kind}`)}
          description={<bdi>{fileName ?? t("recent.pasted")}</bdi>}
        />
        <ImportProgress
          store={{ sellerId, slug, timeZone }}
          initial={details}
          mayWrite={scope.can(kind === "invites" ? "invites.write" : "clients.write")}
        />
      </div>
    </ClientMessages>
  );
}

async function load(params: Props["params"]) {
  const { seller, id } = await params;
  const scope = await pageScope("store", seller, "clients.read");
  return { scope, details: await importOf(scope, id) };
}
