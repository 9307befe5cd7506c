import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StatusBadge } from "../status-badge";

/** The ways in, each with the states it goes through. */
export function Doors() {
  const t = useTranslations("home.doors");
  return (
    <ol className="grid divide-border rounded-lg border border-border bg-card max-md:divide-y md:grid-cols-2 md:divide-x">
      <Door title={t("inviteTitle")} text={t("inviteText")}>
        <StatusBadge kind="invite" status="sent" />
        <Step />
        <StatusBadge kind="invite" status="registered" />
        <Step />
        <StatusBadge kind="invite" status="used" />
      </Door>
      <Door title={t("requestTitle")} text={t("requestText")}>
        <StatusBadge kind="customer" status="requested" />
        <Step />
        <StatusBadge kind="customer" status="approved" />
      </Door>
    </ol>
  );
}

function Door({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex flex-col gap-3 p-5">
      <h3 className="font-semibold text-base">{title}</h3>
      <p className="flex-1 text-pretty text-muted-foreground">{text}</p>
      <p className="flex flex-wrap items-center gap-1.5">{children}</p>
    </li>
  );
}

function Step() {
  return <ArrowRight aria-hidden="true" className="size-3.5 text-muted-foreground rtl:rotate-180" />;
}
