import { Building2, Check, ShieldCheck, Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SiteShell } from "../shells/site-shell";
import { buttonVariants } from "../ui/button-variants";
import { Doors } from "./doors";
import { HeroPicture } from "./hero-picture";
import { SightTable } from "./sight-table";

const openId = "open-your-shop";

export interface ProductPageProps {
  /** For questions, where the installation's operator gives an address. */
  operatorEmail: string | undefined;
  /** Then the page leads on to their places instead of to the sign-in. */
  signedIn: boolean;
}

/** What Tradehall is, for strangers. */
export function ProductPage({ operatorEmail, signedIn }: ProductPageProps) {
  const t = useTranslations("home");
  const links = [
    { href: "#who-sees-what", label: t("linkSight") },
    { href: "#ways-in", label: t("linkDoors") },
    { href: "#for-whom", label: t("linkPeople") },
  ];
  return (
    <SiteShell links={links} signedIn={signedIn}>
      <Hero signedIn={signedIn} />
      <Section id="who-sees-what" title={t("sight.title")} lead={t("sight.lead")}>
        <SightTable />
      </Section>
      <Section id="ways-in" title={t("doors.title")} lead={t("doors.lead")}>
        <Doors />
      </Section>
      <Section id="for-whom" title={t("people.title")}>
        <People />
      </Section>
      <OpenYourShop operatorEmail={operatorEmail} signedIn={signedIn} />
    </SiteShell>
  );
}

function Hero({ signedIn }: Pick<ProductPageProps, "signedIn">) {
  const t = useTranslations("home");
  return (
    <div className="border-border border-b bg-muted/40">
      <div className="mx-auto grid max-w-6xl items-center gap-x-12 gap-y-10 px-4 py-12 sm:px-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:py-16">
        <div className="flex flex-col gap-5">
          <h1 className="font-semibold text-xl">{t("title")}</h1>
          <p className="max-w-prose text-pretty text-base text-muted-foreground">{t("lead")}</p>
          <div className="flex flex-wrap gap-3">
            {/* The sign-in knows where somebody who is signed in belongs. */}
            <Link href="/sign-in" className={buttonVariants({ size: "lg" })}>
              {signedIn ? t("goOn") : t("signIn")}
            </Link>
            <Link href="/onboarding" className={buttonVariants({ size: "lg", variant: "secondary" })}>
              {t("openYourShop")}
            </Link>
          </div>
          <Facts />
        </div>
        <HeroPicture />
      </div>
    </div>
  );
}

function Facts() {
  const t = useTranslations("home.facts");
  const facts = [
    [t("signInLabel"), t("signInText")],
    [t("doorLabel"), t("doorText")],
    [t("wallLabel"), t("wallText")],
  ];
  return (
    <dl className="mt-2 grid gap-x-6 gap-y-3 border-border border-t pt-5 sm:grid-cols-3">
      {facts.map(([label, text]) => (
        <div key={label}>
          <dt className="font-medium text-xs">{label}</dt>
          <dd className="text-pretty text-muted-foreground text-xs">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

interface SectionProps {
  id: string;
  title: string;
  lead?: string;
  children: ReactNode;
}

function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section id={id} className="mx-auto max-w-6xl px-4 py-8 sm:px-6 sm:py-10">
      <h2 className="font-semibold text-lg">{title}</h2>
      {lead ? <p className="mt-1 max-w-prose text-pretty text-muted-foreground">{lead}</p> : null}
      <div className="mt-5">{children}</div>
    </section>
  );
}

const audiences = [
  { name: "customers", icon: Users },
  { name: "sellers", icon: Building2 },
  { name: "operators", icon: ShieldCheck },
] as const;
const lines = ["One", "Two", "Three", "Four"] as const;

function People() {
  const t = useTranslations("home.people");
  return (
    <div className="grid gap-8 md:grid-cols-3">
      {audiences.map(({ name, icon: Icon }) => (
        <div key={name} className="border-border border-t pt-4">
          <h3 className="flex items-center gap-2 font-semibold text-base">
            <Icon aria-hidden="true" className="size-4 text-brand" />
            {t(`${name}Title`)}
          </h3>
          <ul className="mt-3 flex flex-col gap-2">
            {lines.map((line) => (
              <li key={line} className="flex gap-2 text-pretty">
                <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
                {t(`${name}${line}`)}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function OpenYourShop({ operatorEmail, signedIn }: ProductPageProps) {
  const t = useTranslations("home.open");
  return (
    <section id={openId} aria-labelledby={`${openId}-title`} className="border-border border-t bg-brand-soft">
      <div className="mx-auto flex max-w-6xl flex-col items-start gap-4 px-4 py-12 sm:px-6">
        <h2 id={`${openId}-title`} className="font-semibold text-lg">
          {t("title")}
        </h2>
        <p className="max-w-prose text-pretty">{t("text")}</p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Link href="/onboarding" className={buttonVariants()}>
            {t("begin")}
          </Link>
          {operatorEmail ? (
            <a href={`mailto:${operatorEmail}`} className={buttonVariants({ variant: "link", size: "inline" })}>
              {t("write")}
            </a>
          ) : null}
          {signedIn ? null : (
            <p className="text-muted-foreground">
              {t("have")}{" "}
              <Link href="/sign-in" className={buttonVariants({ variant: "link", size: "inline" })}>
                {t("signIn")}
              </Link>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
