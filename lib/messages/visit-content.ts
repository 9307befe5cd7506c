import { formatDate, formatDay, formatPeriod } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import type { EmailContent } from "@/lib/messages/content";
import type { Translator } from "@/lib/messages/translator";
import type { ToldPage, VisitMessage, Visitor, WeeklySummary } from "@/lib/messages/visit-templates";
import { oneLine, unlinked } from "@/lib/text";

/** What members are told of visits. Names and searches are what customers typed: no program makes a link of them. */
export function visitContent(t: Translator, message: VisitMessage, locale: Locale): EmailContent {
  switch (message.template) {
    case "visit-alert":
      return alertContent(t, message, locale);
    case "visit-digest":
      return digestContent(t, message, locale);
    case "weekly-summary":
      return weeklyContent(t, message, locale);
  }
}

/** Of one line, also where it is the only one. */
export function visitSms(t: Translator, message: VisitMessage): string {
  switch (message.template) {
    case "visit-alert":
      return t("visitAlert.sms", { sellerName: message.sellerName, link: message.link });
    case "visit-digest":
      return t("visitDigest.sms", { count: countOf(message), sellerName: message.sellerName, link: message.link });
    case "weekly-summary":
      return t("weeklySummary.sms", { ...message.week, sellerName: message.sellerName, link: message.link });
  }
}

type Of<Template extends VisitMessage["template"]> = Extract<VisitMessage, { template: Template }>;

const NAME_LENGTH = 60;

/** The person, or their business where no person is known. */
function called(t: Translator, { name, company }: Visitor): string {
  const letters = [...unlinked(oneLine(name ?? company ?? ""))];
  if (letters.length === 0) return t("visits.unnamed");
  return letters.length > NAME_LENGTH ? `${letters.slice(0, NAME_LENGTH).join("").trimEnd()}…` : letters.join("");
}

/** "Nina Park · Park Deli" */
function fullName(t: Translator, visitor: Visitor): string {
  const name = called(t, visitor);
  const company = visitor.name && visitor.company ? unlinked(oneLine(visitor.company)) : null;
  return company ? `${name} · ${company}` : name;
}

function looked(t: Translator, pages: readonly ToldPage[], locale: Locale): string {
  const words = pages.map(({ kind, about }) =>
    t(`visits.pages.${kind}`, { about: about === null ? "none" : unlinked(oneLine(about)) }),
  );
  return words.length > 0 ? new Intl.ListFormat(locale, { type: "unit" }).format(words) : "–";
}

function alertContent(t: Translator, message: Of<"visit-alert">, locale: Locale): EmailContent {
  const { sellerName, timeZone, visitor, at, pages, link, settings } = message;
  const values = { sellerName, customer: called(t, visitor) };
  return {
    locale,
    subject: t("visitAlert.subject", values),
    heading: t("visitAlert.heading", values),
    paragraphs: [t("visitAlert.body", values)],
    facts: [
      { label: t("visits.name"), value: called(t, visitor) },
      { label: t("visits.company"), value: visitor.company ? unlinked(oneLine(visitor.company)) : "–" },
      { label: t("visits.time"), value: formatDate(at, "dateTime", locale, timeZone) },
      { label: t("visits.looked"), value: looked(t, pages, locale) },
    ],
    action: { label: t("visitAlert.action"), link },
    note: t("visits.note", { sellerName, link: settings }),
  };
}

function countOf({ visits, more }: Of<"visit-digest">): number {
  return visits.length + more;
}

function digestContent(t: Translator, message: Of<"visit-digest">, locale: Locale): EmailContent {
  const { sellerName, timeZone, visits, more, link, settings } = message;
  const values = { sellerName, count: countOf(message) };
  return {
    locale,
    subject: t("visitDigest.subject", values),
    heading: t("visitDigest.heading", values),
    paragraphs: [
      t("visitDigest.body", values),
      ...(more > 0 ? [t("visitDigest.more", { shown: visits.length, more })] : []),
    ],
    sections: [
      {
        items: visits.map((visit) => ({
          heading: fullName(t, visit.visitor),
          lines: [
            `${formatDate(visit.at, "dateTime", locale, timeZone)} · ${t("visits.stayed", { minutes: Math.round(visit.seconds / 60) })}`,
            looked(t, visit.pages, locale),
          ],
          link: visit.link,
        })),
      },
    ],
    action: { label: t("visits.analytics"), link },
    note: t("visits.note", { sellerName, link: settings }),
  };
}

function weeklyContent(t: Translator, message: Of<"weekly-summary">, locale: Locale): EmailContent {
  const { sellerName, week, before, days, link, settings } = message;
  const [first, last] = [days[0], days.at(-1)];
  const period = first && last ? formatPeriod(first.day, last.day, locale) : "";
  const values = { sellerName, period, ...week, visitsBefore: before.visits, customersBefore: before.customers };
  return {
    locale,
    subject: t("weeklySummary.subject", values),
    heading: t("weeklySummary.heading", values),
    paragraphs: [t("weeklySummary.body", values)],
    facts: [
      {
        label: t("weeklySummary.visits"),
        value: t("weeklySummary.compared", { now: week.visits, earlier: before.visits }),
      },
      {
        label: t("weeklySummary.customers"),
        value: t("weeklySummary.compared", { now: week.customers, earlier: before.customers }),
      },
    ],
    chart: {
      title: t("weeklySummary.chart"),
      bars: days.map(({ day, visits }) => ({
        label: formatDay(day, locale, "long"),
        value: visits,
        text: new Intl.NumberFormat(locale).format(visits),
      })),
    },
    sections: peopleOf(t, message, locale),
    action: { label: t("visits.analytics"), link },
    note: t("weeklySummary.note", { sellerName, link: settings }),
  };
}

function peopleOf(t: Translator, { top, late, timeZone }: WeeklySummary, locale: Locale): EmailContent["sections"] {
  const often = top.map(({ visitor, visits }) => ({
    heading: fullName(t, visitor),
    lines: [t("weeklySummary.times", { count: visits })],
  }));
  const away = late.map(({ visitor, lastAt }) => ({
    heading: fullName(t, visitor),
    lines: [t("weeklySummary.last", { date: formatDate(lastAt, "date", locale, timeZone) })],
  }));
  return [
    ...(often.length > 0 ? [{ title: t("weeklySummary.top"), items: often }] : []),
    ...(away.length > 0 ? [{ title: t("weeklySummary.late"), items: away }] : []),
  ];
}
