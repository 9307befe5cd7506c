import { LayoutDashboard, ShoppingBag, Store } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OwnMenu } from "@/app/(auth)/own-menu";
import { AuthShell } from "@/components/shells/auth-shell";
import { destinationAfterSignIn, readReach } from "@/lib/auth/destination";
import { homeKinds, homeOf } from "@/lib/auth/rules";
import { pageScope } from "@/lib/server/page";
import { HomeLink } from "./home-link";

const icons = { shops: ShoppingBag, stores: Store, admin: LayoutDashboard };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.choose");
  return { title: t("title") };
}

/** For whoever is several at once: customer, member, operator. */
export default async function ChoosePage() {
  const scope = await pageScope("account");
  const reach = await readReach(scope, null);
  const kinds = homeKinds(reach);
  if (kinds.length < 2) redirect(await destinationAfterSignIn(scope));
  const t = await getTranslations("auth.choose");
  return (
    <AuthShell title={t("title")} description={t("description")} menu={<OwnMenu user={scope.user} />}>
      <ul className="flex flex-col gap-2">
        {kinds.map((kind) => {
          const Icon = icons[kind];
          return (
            <li key={kind}>
              <HomeLink kind={kind} href={homeOf(kind, reach)} label={t(kind)} hint={t(`${kind}Hint`)}>
                <Icon aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
              </HomeLink>
            </li>
          );
        })}
      </ul>
    </AuthShell>
  );
}
