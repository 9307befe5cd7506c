import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardBody } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { firstMissing } from "@/lib/onboarding/rules";
import { loadOpening } from "./load";

type Props = { params: Promise<{ seller: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await loadOpening((await params).seller);
  const t = await getTranslations("onboarding");
  return { title: t("title") };
}

/** Where the opening stands: a draft leads to the step that is next, a submitted one says what happens now. */
export default async function OpeningPage({ params }: Props) {
  const { scope, opening } = await loadOpening((await params).seller);
  const { slug, name } = scope.seller;
  if (opening.status === "draft") redirect(`/onboarding/${slug}/${firstMissing(opening.onboarding)}`);
  const t = await getTranslations("onboarding");
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t("title")} description={<bdi>{name}</bdi>} />
      <Card>
        <CardBody className="flex flex-col gap-4 sm:p-6">
          <h2 className="font-semibold text-base">{t("submitted.title")}</h2>
          <ol className="list-decimal space-y-2 ps-5 text-pretty text-sm">
            <li>{t("submitted.read")}</li>
            <li>{t("submitted.told")}</li>
            <li>{t("submitted.clients", { count: opening.clients })}</li>
          </ol>
          <p className="text-pretty text-muted-foreground text-sm">{t("submitted.meanwhile")}</p>
          <div className="flex flex-wrap gap-2">
            <a href={`/vendor/${slug}`} className={buttonVariants()}>
              {t("submitted.portal")}
            </a>
            <a href="/onboarding" className={buttonVariants({ variant: "secondary" })}>
              {t("submitted.another")}
            </a>
          </div>
        </CardBody>
      </Card>
    </div>
  );
}
