"use client";

import { Compass } from "lucide-react";
import Link from "next/link";
import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { buttonVariants } from "@/components/ui/button-variants";
import { EmptyState } from "@/components/ui/empty-state";

/** Inside the portal the way on stays at hand. */
export function PortalNotFound() {
  const t = useTranslations("portal.notFound");
  const { seller } = useParams<{ seller: string }>();
  const action = (
    <Link href={`/vendor/${seller}`} className={buttonVariants({ variant: "secondary" })}>
      {t("action")}
    </Link>
  );
  return <EmptyState as="h1" icon={Compass} title={t("title")} description={t("description")} action={action} />;
}
