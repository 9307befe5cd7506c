import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { QueryProvider } from "@/components/query-provider";
import { Alert } from "@/components/ui/alert";
import type { StoreScope } from "@/lib/access/scope";
import { countryName } from "@/lib/i18n/format";
import { getImport, listRecentImports } from "@/lib/imports/queries";
import { openPasted } from "@/lib/onboarding/pasted";
import { ClientImport } from "./client-import";

interface ClientsStepProps {
  scope: StoreScope;
  count: number;
  /** Rows that were pasted and not used yet, sealed. */
  pasted: string | undefined;
  back: ReactNode;
}

/** The client list, as in the portal; nobody on it is let in or written to before the shop opens. */
export async function ClientsStep({ scope, count, pasted, back }: ClientsStepProps) {
  const { id: sellerId, slug, country } = scope.seller;
  const [t, locale, [newest]] = await Promise.all([
    getTranslations("onboarding.clients"),
    getLocale(),
    listRecentImports(scope, "clients"),
  ]);
  const name = countryName(country, locale);
  return (
    <QueryProvider userId={scope.user.id} sellerId={sellerId}>
      <ClientMessages namespaces={["imports", "invites"]}>
        <Alert tone="info">{t("matched")}</Alert>
        <ClientImport
          key={newest?.id ?? "none"}
          store={{ sellerId, slug }}
          country={{ code: country, name }}
          count={count}
          newest={newest ? await getImport(scope, newest.id) : null}
          pasted={pasted ? openPasted(sellerId, pasted) : ""}
          back={back}
        />
      </ClientMessages>
    </QueryProvider>
  );
}
