import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { loadOpening } from "@/app/(vendor)/onboarding/[seller]/load";
import { BusinessForm } from "@/app/(vendor)/onboarding/business-form";
import { listChoices } from "@/app/(vendor)/onboarding/choices";
import { businessValues, shopValues } from "@/app/(vendor)/onboarding/form-values";
import { ShopForm } from "@/app/(vendor)/onboarding/shop-form";
import { StepCard } from "@/app/(vendor)/onboarding/step-card";
import { StepNav } from "@/app/(vendor)/onboarding/step-nav";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button-variants";
import { PageHeader } from "@/components/ui/page-header";
import type { StoreScope } from "@/lib/access/scope";
import { appUrl } from "@/lib/env";
import type { Opening } from "@/lib/onboarding/queries";
import { firstMissing, mayOpenStep, STEPS, type Step, stepNamed } from "@/lib/onboarding/rules";
import { ClientsStep } from "./clients-step";
import { MembersStep } from "./members-step";
import { ReviewStep } from "./review-step";

type Props = { params: Promise<{ seller: string; step: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller, step } = await params;
  const { scope } = await loadOpening(seller);
  const t = await getTranslations("onboarding");
  const named = stepNamed(step);
  return { title: named ? `${t(`steps.${named}`)} · ${scope.seller.name}` : t("title") };
}

export default async function StepPage({ params }: Props) {
  const { seller, step: asked } = await params;
  const { scope, opening } = await loadOpening(seller);
  const step = stepNamed(asked);
  if (!step) notFound();
  const { slug, name } = scope.seller;
  if (opening.status === "pending") redirect(`/onboarding/${slug}`);
  if (!mayOpenStep(step, opening.onboarding)) redirect(`/onboarding/${slug}/${firstMissing(opening.onboarding)}`);
  const t = await getTranslations("onboarding");
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t("title")} description={<bdi>{name}</bdi>} />
      {opening.reason ? (
        <Alert tone="warning" title={t("sentBack.title")}>
          <p className="whitespace-pre-line">
            <bdi>{opening.reason}</bdi>
          </p>
          <p>{t("sentBack.text")}</p>
        </Alert>
      ) : null}
      <StepNav slug={slug} current={step} done={opening.onboarding.done} />
      <StepCard step={step}>
        <StepBody step={step} scope={scope} opening={opening} />
      </StepCard>
    </div>
  );
}

async function StepBody({ step, scope, opening }: { step: Step; scope: StoreScope; opening: Opening }) {
  const { slug } = scope.seller;
  const back = <BackLink slug={slug} step={step} />;
  if (step === "business") {
    return <BusinessForm slug={slug} values={businessValues(opening)} choices={await listChoices()} />;
  }
  if (step === "shop") {
    const values = shopValues(opening, scope.user.locale);
    const place = `${new URL(appUrl()).host}/s/`;
    return (
      <ShopForm slug={slug} name={scope.seller.name} logo={opening.logo} values={values} place={place} back={back} />
    );
  }
  if (step === "clients") {
    const pasted = opening.onboarding.drafts.clients?.["rows"];
    return <ClientsStep scope={scope} count={opening.clients} pasted={pasted} back={back} />;
  }
  if (step === "members") return <MembersStep scope={scope} back={back} />;
  return <ReviewStep opening={opening} back={back} />;
}

async function BackLink({ slug, step }: { slug: string; step: Step }) {
  const t = await getTranslations("onboarding");
  return (
    <Link
      href={`/onboarding/${slug}/${STEPS[STEPS.indexOf(step) - 1] ?? "business"}`}
      className={buttonVariants({ variant: "ghost" })}
    >
      {t("back")}
    </Link>
  );
}
