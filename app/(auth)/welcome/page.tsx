import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthShell } from "@/components/shells/auth-shell";
import { destinationAfterSignIn } from "@/lib/auth/destination";
import { pageScope } from "@/lib/server/page";
import { WelcomeForm } from "./welcome-form";

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.welcome");
  return { title: t("title") };
}

export default async function WelcomePage({ searchParams }: { searchParams: Query }) {
  const scope = await pageScope("account");
  const { next } = await searchParams;
  const asked = typeof next === "string" ? next : undefined;
  if (scope.user.name) redirect(await destinationAfterSignIn(scope, asked));
  const t = await getTranslations("auth.welcome");
  return (
    <AuthShell title={t("title")} description={t("description")}>
      <WelcomeForm userId={scope.user.id} company={scope.user.company ?? ""} />
    </AuthShell>
  );
}
