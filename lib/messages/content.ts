import { SegmentedMessage } from "sms-segments-calculator";
import { appUrl } from "@/lib/env";
import { countryName, formatDate, formatMoney } from "@/lib/i18n/format";
import { defaultLocale, isLocale, type Locale } from "@/lib/i18n/locales";
import type { Channel, TemplateMessage } from "@/lib/messages/templates";
import { type Translator, translator } from "@/lib/messages/translator";
import { visitContent, visitSms } from "@/lib/messages/visit-content";
import { oneLine, unlinked } from "@/lib/text";

/** The parts of a message; an e-mail shows them all, as HTML and as text. */
export type EmailContent = {
  locale: Locale;
  subject: string;
  heading: string;
  paragraphs: string[];
  code?: string;
  facts?: { label: string; value: string }[];
  /** A bar each, drawn without a picture; the text says its value. */
  chart?: { title: string; bars: { label: string; value: number; text: string }[] };
  /** Lists of things with lines of their own. */
  sections?: { title?: string; items: { heading: string; lines: string[]; link?: string }[] }[];
  action?: { label: string; link: string };
  note: string;
};

function known(locale: string): Locale {
  return isLocale(locale) ? locale : defaultLocale;
}

/**
 * The text of an SMS: one sentence. A code ends with the line that lets the phone's browser fill it in,
 * bound to our host (https://wicg.github.io/sms-one-time-codes).
 */
export function smsText(message: TemplateMessage, locale: string): string {
  const t = translator(known(locale));
  switch (message.template) {
    case "sign-in-code":
      return withCodeLine(t("signInCode.sms", message), message.code);
    case "add-contact-code":
      return withCodeLine(t("addContactCode.sms", message), message.code);
    case "customer-invite":
      return withWords(t("customerInvite.sms", values(message)), message.message);
    case "invite-reminder":
      return withWords(t("inviteReminder.sms", values(message)), message.message);
    case "access-approved":
      return t("accessApproved.sms", message);
    case "access-rejected":
      return rejectedSms(t, message);
    case "access-revoked":
      return t("accessRevoked.sms", message);
    case "access-restored":
      return t("accessRestored.sms", message);
    case "access-requested":
      return t("accessRequested.sms", { ...message, customerName: unlinked(message.customerName) });
    case "invite-asked-again":
      return t("inviteAskedAgain.sms", { ...message, customerName: unlinked(message.customerName) });
    case "access-given":
      return t("accessGiven.sms", message);
    case "member-invite":
      return memberInviteSms(t, message);
    case "member-joined":
      return t("memberJoined.sms", message);
    case "member-changed":
      return t(`memberChanged.${message.change}.subject`, message);
    case "order-refunded":
      return t("orderRefunded.sms", refunded(message, known(locale)));
    case "seller-decided":
      return t(`sellerDecided.${message.decision}.subject`, { sellerName: message.sellerName });
    case "seller-submitted":
      return t("sellerSubmitted.sms", submitted(message, known(locale)));
    case "operator-changed":
      return t(`operatorChanged.${message.change}.subject`);
    case "users-merged":
      return t("usersMerged.sms", timed(message, known(locale)));
    case "contact-removed":
      return t("contactRemoved.sms", timed(message, known(locale)));
    case "customer-auto-approved":
      return t("customerAutoApproved.sms", autoApproved(message, known(locale), unlinked));
    case "visit-alert":
    case "visit-digest":
    case "weekly-summary":
      return visitSms(t, message);
  }
}

/** A reason that takes more than this is cut; the e-mail, and the page of their requests, have the whole. */
const REASON_SEGMENTS = 2;

function rejectedSms(
  t: Translator,
  { sellerName, reason }: Extract<TemplateMessage, { template: "access-rejected" }>,
): string {
  const letters = [...unlinked(oneLine(reason ?? ""))];
  const worded = (length: number) =>
    t("accessRejected.smsReason", {
      sellerName,
      reason: letters.slice(0, length).join("").trimEnd() + (length < letters.length ? "..." : ""),
    });
  for (let length = letters.length; length > 0; length--) {
    const text = worded(length);
    if (new SegmentedMessage(text).segmentsCount <= REASON_SEGMENTS) return text;
  }
  return t("accessRejected.sms", { sellerName });
}

type InviteMessage = Extract<TemplateMessage, { template: "customer-invite" | "invite-reminder" }>;

type MemberInvite = Extract<TemplateMessage, { template: "member-invite" }>;

function values({ sellerName, link }: InviteMessage) {
  return { sellerName, link };
}

function memberInviteSms(t: ReturnType<typeof translator>, { sellerName, link, unopened }: MemberInvite): string {
  return unopened ? t("memberInvite.unopened.sms", { link }) : t("memberInvite.sms", { sellerName, link });
}

/** Below our own sentence, which says who sends it and what it is. */
function withWords(sentence: string, words: string | null | undefined): string {
  return words ? `${sentence}\n\n${words}` : sentence;
}

type AutoApproved = Extract<TemplateMessage, { template: "customer-auto-approved" }>;

function autoApproved({ sellerName, count, names }: AutoApproved, locale: Locale, worded: (name: string) => string) {
  const list = new Intl.ListFormat(locale).format(names.map(worded));
  return { sellerName, count, names: list, more: count - names.length };
}

/** Nobody knows where whoever reads it is. */
function timed({ at, until = at }: { at: string; until?: string }, locale: Locale) {
  const time = `${formatDate(at, "dateTime", locale, "UTC")} UTC`;
  return { time, until: formatDate(until, "date", locale, "UTC") };
}

type Refunded = Extract<TemplateMessage, { template: "order-refunded" }>;

function refunded({ sellerName, number, amount, currency, link }: Refunded, locale: Locale) {
  return { sellerName, number: String(number), amount: formatMoney(amount, currency, locale), link };
}

type Submitted = Extract<TemplateMessage, { template: "seller-submitted" }>;

function submitted({ sellerName, country, link }: Submitted, locale: Locale) {
  return { sellerName, country: countryName(country, locale), link };
}

function withCodeLine(sentence: string, code: string): string {
  return `${sentence}\n\n@${new URL(appUrl()).hostname} #${code}`;
}

export function emailContent(message: TemplateMessage, asked: string): EmailContent {
  const locale = known(asked);
  const t = translator(locale);
  const say = (name: string, values: Record<string, string | number>, note = `${name}.note`) => ({
    locale,
    subject: t(`${name}.subject`, values),
    heading: t(`${name}.heading`, values),
    paragraphs: [t(`${name}.body`, values)],
    note: t(note, values),
  });
  /** What strangers call themselves. */
  const quoted = (text: string) => t("quoted", { text: unlinked(text) });
  const inviteContent = (name: string, invite: InviteMessage) => {
    const { sellerName } = invite;
    const said = say(name, { sellerName, date: formatDate(invite.expiresAt, "date", locale, "UTC") });
    const words = invite.message ? [t("customerInvite.words", { sellerName }), ...invite.message.split(/\n+/)] : [];
    return {
      ...said,
      paragraphs: [...said.paragraphs, ...words],
      action: { label: t("customerInvite.action", { sellerName }), link: invite.link },
    };
  };
  const memberInviteContent = ({ sellerName, role, inviter, link, expiresAt, unopened }: MemberInvite) => {
    const date = formatDate(expiresAt, "date", locale, "UTC");
    const by = inviter ? quoted(inviter) : "none";
    if (!unopened) {
      const said = say("memberInvite", { sellerName, role, date, inviter: by });
      return { ...said, action: { label: t("memberInvite.action", { sellerName }), link } };
    }
    // Names that nobody has looked at come last, quoted, and never into a subject.
    const said = say("memberInvite.unopened", { role, date });
    said.paragraphs.push(t("memberInvite.unopened.names", { sellerName: quoted(sellerName), inviter: by }));
    return { ...said, action: { label: t("memberInvite.unopened.action"), link } };
  };
  switch (message.template) {
    case "sign-in-code":
      return { ...say("signInCode", message), code: message.code };
    case "add-contact-code":
      return { ...say("addContactCode", message), code: message.code };
    case "customer-invite":
      return inviteContent("customerInvite", message);
    case "invite-reminder":
      return inviteContent("inviteReminder", message);
    case "access-approved":
      return { ...say("accessApproved", message), action: { label: t("accessApproved.action"), link: message.link } };
    case "access-rejected": {
      const said = say("accessRejected", { sellerName: message.sellerName });
      if (message.reason) said.paragraphs.push(t("accessRejected.reason", { reason: message.reason }));
      return said;
    }
    case "access-revoked":
      return say("accessRevoked", message);
    case "access-restored":
      return { ...say("accessRestored", message), action: { label: t("accessRestored.action"), link: message.link } };
    case "access-requested": {
      const values = { ...message, customerName: quoted(message.customerName) };
      return { ...say("accessRequested", values), action: { label: t("accessRequested.action"), link: message.link } };
    }
    case "invite-asked-again": {
      const values = { ...message, customerName: quoted(message.customerName) };
      return {
        ...say("inviteAskedAgain", values),
        action: { label: t("inviteAskedAgain.action"), link: message.link },
      };
    }
    case "access-given":
      return { ...say("accessGiven", message), action: { label: t("accessGiven.action"), link: message.link } };
    case "order-refunded": {
      const said = say("orderRefunded", refunded(message, locale));
      said.paragraphs.push(t("orderRefunded.reason", { reason: message.reason }));
      return { ...said, action: { label: t("orderRefunded.action"), link: message.link } };
    }
    case "member-invite":
      return memberInviteContent(message);
    case "member-joined":
      return { ...say("memberJoined", message), action: { label: t("memberJoined.action"), link: message.link } };
    case "member-changed": {
      const said = say(`memberChanged.${message.change}`, message, "memberChanged.note");
      const isIn = message.change === "role" || message.change === "locale" || message.change === "reactivated";
      return isIn ? { ...said, action: { label: t("memberJoined.action"), link: message.link } } : said;
    }
    case "seller-decided": {
      const { sellerName, decision, reason, link } = message;
      const said = say(`sellerDecided.${decision}`, { sellerName }, "sellerDecided.note");
      if (reason) said.paragraphs.push(t("sellerDecided.reason", { reason }));
      if (decision === "terminate") return said;
      const label = t(decision === "sendBack" ? "sellerDecided.goOn" : "memberJoined.action");
      return { ...said, action: { label, link } };
    }
    case "seller-submitted": {
      const said = say("sellerSubmitted", submitted(message, locale));
      return { ...said, action: { label: t("sellerSubmitted.action"), link: message.link } };
    }
    case "operator-changed": {
      const said = say(`operatorChanged.${message.change}`, message, "operatorChanged.note");
      if (message.change === "removed") return said;
      return { ...said, action: { label: t("operatorChanged.action"), link: message.link } };
    }
    case "users-merged":
      return say("usersMerged", timed(message, locale));
    case "contact-removed":
      return say("contactRemoved", timed(message, locale));
    case "customer-auto-approved":
      return {
        ...say("customerAutoApproved", autoApproved(message, locale, quoted)),
        action: { label: t("customerAutoApproved.action"), link: message.link },
      };
    case "visit-alert":
    case "visit-digest":
    case "weekly-summary":
      return visitContent(t, message, locale);
  }
}

export function emailText({ heading, paragraphs, code, facts, chart, sections, action, note }: EmailContent): string {
  const parts = [
    heading,
    ...paragraphs,
    code,
    facts?.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    chart && [chart.title, ...chart.bars.map(({ label, text }) => `${label}: ${text}`)].join("\n"),
    ...(sections ?? []).flatMap(({ title, items }) => [
      title,
      ...items.map(({ heading: name, lines, link }) => [name, ...lines, link].filter(Boolean).join("\n")),
    ]),
    action && `${action.label}:\n${action.link}`,
    note,
  ];
  return parts.filter((part) => part !== undefined).join("\n\n");
}

/** What the recipient reads, without markup. */
export function plainContent(
  channel: Channel,
  message: TemplateMessage,
  locale: string,
): { subject: string | null; text: string } {
  if (channel === "sms") return { subject: null, text: smsText(message, locale) };
  const content = emailContent(message, locale);
  return { subject: content.subject, text: emailText(content) };
}
