import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/ui/page-header";
import { hasEmail, listOpenings, type OpeningItem } from "@/lib/onboarding/queries";
import { MAX_UNOPENED } from "@/lib/onboarding/rules";
import { pageScope } from "@/lib/server/page";
import { BusinessForm } from "./business-form";
import { listChoices } from "./choices";
import { EmailFirst } from "./email-first";
import { businessValues } from "./form-values";
import { OpeningList } from "./opening-list";
import { StepCard } from "./step-card";
import { StepNav } from "./step-nav";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("onboarding");
  return { title: t("title") };
}

export default async function OnboardingPage() {
  const account = await pageScope("account");
  const [t, openings, proved] = await Promise.all([
    getTranslations("onboarding"),
    listOpenings(account),
    hasEmail(account),
  ]);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t("title")} description={t("description")} />
      {openings.length > 0 ? <OpeningList openings={openings} /> : null}
      {proved ? <NewOpening openings={openings} /> : <EmailFirst />}
    </div>
  );
}

/** The first step, not yet anybody's. */
async function NewOpening({ openings }: { openings: OpeningItem[] }) {
  const t = await getTranslations("onboarding");
  if (openings.length >= MAX_UNOPENED) {
    return <p className="text-muted-foreground text-sm">{t("errors.unopened", { count: MAX_UNOPENED })}</p>;
  }
  return (
    <section className="flex flex-col gap-4" aria-label={t("new")}>
      {openings.length > 0 ? <h2 className="mt-4 font-semibold text-base">{t("new")}</h2> : null}
      <StepNav slug={null} current="business" done={[]} />
      <StepCard step="business">
        <BusinessForm slug={null} values={businessValues(null)} choices={await listChoices()} />
      </StepCard>
    </section>
  );
}
