import { QrCode as Icon } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { QrCode } from "@/components/qr-code";
import { Avatar } from "@/components/ui/avatar";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { ScopeSeller } from "@/lib/access/base-scope";
import { directionOf, isLocale, type Locale } from "@/lib/i18n/locales";
import { pageScope } from "@/lib/server/page";
import { findLiveShareLink } from "@/lib/share-links/queries";
import { PrintButton } from "./print-button";

type Props = {
  params: Promise<{ seller: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "invites.read");
  const t = await getTranslations("share-links.posterPage");
  return { title: t("title") };
}

/** One page to print; its words are in the language that the seller's customers read. */
export default async function PosterPage({ params, searchParams }: Props) {
  const scope = await pageScope("store", (await params).seller, "invites.read");
  const { link: id } = await searchParams;
  const [t, link] = await Promise.all([
    getTranslations("share-links.posterPage"),
    findLiveShareLink(scope, typeof id === "string" ? id : ""),
  ]);
  const links = `/vendor/${scope.seller.slug}/invites/share-links`;
  return (
    <ClientMessages namespaces={["share-links"]}>
      <div className="flex flex-col gap-5">
        <div data-print="hide">
          <PageHeader
            breadcrumbs={<Breadcrumbs items={[{ label: t("back"), href: links }, { label: t("title") }]} />}
            title={link ? link.label : t("title")}
            actions={link ? <PrintButton /> : null}
          />
        </div>
        {link ? (
          <Poster seller={scope.seller} address={link.address} />
        ) : (
          <EmptyState
            icon={Icon}
            title={t("none")}
            description={t("noneText")}
            action={
              <Link href={links} className={buttonVariants({ variant: "secondary" })}>
                {t("toLinks")}
              </Link>
            }
          />
        )}
      </div>
    </ClientMessages>
  );
}

async function Poster({ seller, address }: { seller: ScopeSeller; address: string }) {
  const { name, logo, defaultLocale } = seller;
  const locale: Locale = isLocale(defaultLocale) ? defaultLocale : "en";
  const t = await getTranslations({ locale, namespace: "share-links.posterPage" });
  return (
    <section
      lang={locale}
      dir={directionOf(locale)}
      className="mx-auto flex aspect-[210/297] w-full max-w-xl flex-col items-center justify-center gap-6 rounded-lg border border-border bg-white p-8 text-center text-black print:aspect-auto print:h-[96vh] print:max-w-none print:border-0 print:p-0"
    >
      <Avatar name={name} src={logo} size="lg" square />
      <p className="max-w-full break-words font-semibold text-xl">{name}</p>
      <p className="text-lg">{t("order")}</p>
      <QrCode text={address} label={address} className="w-3/5 print:h-[48vh] print:w-auto" />
      <p className="max-w-sm text-pretty text-base">{t("text", { seller: name })}</p>
      <p dir="ltr" className="break-all text-sm">
        {address.replace(/^https?:\/\//, "")}
      </p>
    </section>
  );
}
