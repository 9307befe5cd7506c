import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { buttonVariants } from "@/components/ui/button-variants";
import { countryName, zoneName } from "@/lib/i18n/format";
import { isLocale, locales } from "@/lib/i18n/locales";
import type { Opening } from "@/lib/onboarding/queries";
import type { Step } from "@/lib/onboarding/rules";
import { SubmitOpening } from "./submit-opening";

/** Everything that was said, each with the way back to where it was said. */
export async function ReviewStep({ opening, back }: { opening: Opening; back: ReactNode }) {
  const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
  const { business, shop, slug, clients, members, logo } = opening;
  const field = (name: string) => t(`sellers.fields.${name}`);
  const country = business && countryName(business.country, locale);
  const names = shop?.languages.map((tag) => (isLocale(tag) ? locales[tag].label : tag)).join(", ");
  return (
    <>
      <Part slug={slug} step="business">
        <Fact label={field("name")}>{business?.name}</Fact>
        <Fact label={field("legalName")}>{business?.legalName}</Fact>
        <Fact label={field("registrationNumber")}>{business?.registrationNumber}</Fact>
        <Fact label={field("country")}>{country}</Fact>
        <Fact label={field("currency")}>{business?.currency}</Fact>
        <Fact label={field("timeZone")}>{business && zoneName(business.timeZone)}</Fact>
      </Part>
      <Part slug={slug} step="shop">
        <Fact label={t("onboarding.slug.label")}>
          <bdi dir="ltr">/s/{shop?.slug}</bdi>
        </Fact>
        <Fact label={t("onboarding.address")}>
          {[shop?.street, shop?.postcode, shop?.town].filter(Boolean).join(", ")}
        </Fact>
        <Fact label={field("trade")}>{shop?.trade}</Fact>
        <Fact label={field("description")}>{shop?.description}</Fact>
        <Fact label={field("logo")}>{logo ? <Avatar name={business?.name ?? ""} src={logo} square /> : null}</Fact>
        <Fact label={field("accent")}>{shop?.accent}</Fact>
        <Fact label={field("languages")}>{names}</Fact>
        <Fact label={field("discoverable")}>{t(shop?.discoverable ? "onboarding.yes" : "onboarding.no")}</Fact>
      </Part>
      <Part slug={slug} step="clients">
        <Fact label={t("onboarding.review.clients")}>{t("onboarding.clients.count", { count: clients })}</Fact>
      </Part>
      <Part slug={slug} step="members">
        <Fact label={t("onboarding.review.members")}>{t("onboarding.review.memberCount", { count: members })}</Fact>
      </Part>
      <SubmitOpening slug={slug} back={back} />
    </>
  );
}

async function Part({ slug, step, children }: { slug: string; step: Step; children: ReactNode }) {
  const t = await getTranslations("onboarding");
  return (
    <section className="flex flex-col gap-2" aria-label={t(`steps.${step}`)}>
      <div className="flex items-center justify-between gap-4 border-border border-b pb-1">
        <h3 className="font-medium text-sm">{t(`steps.${step}`)}</h3>
        <Link
          href={`/onboarding/${slug}/${step}`}
          aria-label={t("review.editStep", { step: t(`steps.${step}`) })}
          className={buttonVariants({ variant: "link", size: "inline", className: "min-h-11" })}
        >
          {t("review.edit")}
        </Link>
      </div>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">{children}</dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="whitespace-pre-line break-words">
        <bdi>{children || "–"}</bdi>
      </dd>
    </div>
  );
}
