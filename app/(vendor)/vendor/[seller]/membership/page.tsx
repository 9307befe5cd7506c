import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { DateTime } from "@/components/date-time";
import { StatusBadge } from "@/components/status-badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { notFoundError } from "@/lib/errors";
import { findOwnMembership } from "@/lib/members/queries";
import type { MemberItem } from "@/lib/members/schema";
import { isUnopened } from "@/lib/sellers/rules";
import { orNotFound, pageScope } from "@/lib/server/page";
import { LeaveStore } from "./leave-store";
import { OwnLocale } from "./own-locale";

type Props = { params: Promise<{ seller: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageScope("store", (await params).seller, "overview.read");
  const t = await getTranslations("members.membership");
  return { title: t("title") };
}

/** Of every role: what one is here, in which language, and the way out. */
export default async function MembershipPage({ params }: Props) {
  const scope = await pageScope("store", (await params).seller, "overview.read");
  const [member, t, tMembers] = await Promise.all([
    orNotFound(findOwnMembership(scope).then(present)),
    getTranslations("members.membership"),
    getTranslations("members"),
  ]);
  const { slug, name, timeZone } = scope.seller;
  return (
    <ClientMessages namespaces={["members"]}>
      <div className="flex max-w-2xl flex-col gap-5">
        <PageHeader title={t("title")} description={t("description")} />
        <Facts member={member} timeZone={timeZone} />
        <Card>
          <CardHeader title={tMembers("columns.locale")} />
          <CardBody className="flex flex-col gap-4">
            <OwnLocale slug={slug} locale={member.locale} />
            <p className="text-muted-foreground text-sm">
              {t.rich("localeElsewhere", {
                link: (words) => (
                  <Link href="/me" className="underline">
                    {words}
                  </Link>
                ),
              })}
            </p>
          </CardBody>
        </Card>
        <Card>
          <CardHeader title={t("leaveTitle")} />
          <CardBody>
            <LeaveStore slug={slug} seller={name} lastAdmin={member.lastAdmin} unopened={isUnopened(scope.seller)} />
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  );
}

/** Whoever looks in is no member. */
function present(member: MemberItem | null): MemberItem {
  if (!member) throw notFoundError();
  return member;
}

async function Facts({ member, timeZone }: { member: MemberItem; timeZone: string }) {
  const t = await getTranslations("members");
  const facts = [
    { label: t("columns.role"), value: `${t(`roles.${member.role}`)}. ${t(`roleHints.${member.role}`)}` },
    { label: t("invite.email"), value: <bdi dir="ltr">{member.email}</bdi> },
    { label: t("columns.since"), value: <DateTime value={member.joinDate} timeZone={timeZone} style="date" /> },
    { label: t("columns.status"), value: <StatusBadge kind="member" status={member.status} /> },
  ];
  return (
    <dl className="grid gap-x-6 gap-y-3 rounded-lg border border-border bg-card p-4 text-sm sm:grid-cols-[10rem_1fr]">
      {facts.map(({ label, value }) => (
        <div key={label} className="contents max-sm:block">
          <dt className="text-muted-foreground">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
