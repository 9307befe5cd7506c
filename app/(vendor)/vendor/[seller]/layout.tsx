import { CircleUserRound, IdCard, ShieldCheck, ShoppingBag, Store } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { ClientMessages } from "@/components/client-messages";
import { CommandButton } from "@/components/command-menu";
import { ExportsAllowed } from "@/components/export-link";
import { LookBanner } from "@/components/look-banner";
import { QueryProvider } from "@/components/query-provider";
import { PortalShell } from "@/components/shells/portal-shell";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button-variants";
import { operatorMay } from "@/lib/access/permissions";
import type { StoreScope } from "@/lib/access/scope";
import { signOutAction } from "@/lib/auth/actions";
import { formatDate } from "@/lib/i18n/format";
import { placeKey } from "@/lib/members/rules";
import { isOperator } from "@/lib/operators/queries";
import { pageScope } from "@/lib/server/page";
import { PortalCommands } from "./portal-commands";
import { PortalSkeleton } from "./portal-skeleton";
import { SECTION_ICONS } from "./section-icons";
import { SECTIONS } from "./sections";

type Props = { params: Promise<{ seller: string }>; children: ReactNode };

/** Tabs are told apart by page and store: "Products · Harbor Foods". */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const scope = await pageScope("store", (await params).seller, "overview.read").catch(() => null);
  // Refused: the page says so, under the plain title of a page that does not exist.
  if (!scope) return {};
  const { seller } = scope;
  return { title: { template: `%s · ${seller.name}`, default: seller.name } };
}

export default function PortalLayout({ params, children }: Props) {
  return (
    <Suspense fallback={<PortalSkeleton />}>
      <Portal params={params}>{children}</Portal>
    </Suspense>
  );
}

async function Portal({ params, children }: Props) {
  const { seller: slug } = await params;
  const [scope, account, t] = await Promise.all([
    pageScope("store", slug, "overview.read"),
    pageScope("account"),
    getTranslations("portal"),
  ]);
  const [operator, tRoles, tStatus] = await Promise.all([
    isOperator(account),
    getTranslations("members.roles"),
    getTranslations("status.seller"),
  ]);
  const { seller, user, member, look } = scope;
  const role = look ? t("look.role") : tRoles(member.role);
  const sections = SECTIONS.filter(({ right }) => scope.can(right)).map(({ id, path }) => ({
    id,
    href: `/vendor/${slug}${path}`,
    label: t(`sections.${id}`),
  }));
  const links = [
    ...(look
      ? []
      : [{ href: `/vendor/${slug}/membership`, label: t("menu.membership"), icon: <IdCard aria-hidden="true" /> }]),
    { href: "/me", label: t("menu.you"), icon: <CircleUserRound aria-hidden="true" /> },
    { href: "/sellers", label: t("menu.shops"), icon: <ShoppingBag aria-hidden="true" /> },
    { href: "/onboarding", label: t("menu.openShop"), icon: <Store aria-hidden="true" /> },
    ...(operator ? [{ href: "/admin", label: t("menu.admin"), icon: <ShieldCheck aria-hidden="true" /> }] : []),
  ];
  return (
    <QueryProvider
      userId={user.id}
      sellerId={seller.id}
      watch={{
        url: `/api/vendor/${slug}/me`,
        place: placeKey({ userId: user.id, role: member.role, status: seller.status, looking: look !== null }),
      }}
    >
      <ClientMessages namespaces={["portal"]}>
        <ExportsAllowed allowed={look === null || operatorMay(look.role, "users.export")}>
          <PortalCommands userId={user.id} store={{ sellerId: seller.id, slug, name: seller.name }} pages={sections}>
            <PortalShell
              store={{
                userId: user.id,
                current: {
                  sellerId: seller.id,
                  slug,
                  name: seller.name,
                  logo: seller.logo,
                  detail: seller.status === "open" ? role : t("storeState", { role, state: tStatus(seller.status) }),
                },
                sections: SECTIONS,
              }}
              items={sections.map(({ id, ...item }) => ({
                ...item,
                icon: <SectionIcon id={id} />,
                exact: id === "overview",
              }))}
              user={{
                name: user.name ?? seller.name,
                detail: role,
                links,
                signOut: signOutAction,
              }}
              tools={<CommandButton />}
              notice={<Notices scope={scope} />}
            >
              {children}
            </PortalShell>
          </PortalCommands>
        </ExportsAllowed>
      </ClientMessages>
    </QueryProvider>
  );
}

function SectionIcon({ id }: { id: keyof typeof SECTION_ICONS }) {
  const Icon = SECTION_ICONS[id];
  return <Icon aria-hidden="true" />;
}

async function Notices({ scope }: { scope: StoreScope }) {
  const { look, seller, user } = scope;
  return (
    <>
      {look ? (
        <LookBanner
          seller={{ id: seller.id, slug: seller.slug, name: seller.name }}
          name={user.name ?? "–"}
          reason={look.reason}
          until={`${formatDate(look.expiresAt, "dateTime", await getLocale(), "UTC")} UTC`}
          expiresAt={look.expiresAt.toISOString()}
        />
      ) : null}
      <StateNotice scope={scope} />
    </>
  );
}

async function StateNotice({ scope }: { scope: StoreScope }) {
  const { status, name } = scope.seller;
  if (status === "draft" && !scope.look) return <DraftNotice scope={scope} />;
  if (status !== "suspended" && status !== "pending") return null;
  const t = await getTranslations(`portal.${status}`);
  return (
    <Alert tone="warning" title={t("title", { seller: name })} className="mx-4 mt-4 sm:mx-6 lg:mx-8">
      {t("text")}
    </Alert>
  );
}

/** A shop that is being opened: its admins go on with that. */
async function DraftNotice({ scope }: { scope: StoreScope }) {
  const t = await getTranslations("portal.draft");
  const { slug, name } = scope.seller;
  return (
    <Alert
      title={t("title", { seller: name })}
      className="mx-4 mt-4 sm:mx-6 lg:mx-8"
      action={
        scope.can("settings.write") ? (
          <a href={`/onboarding/${slug}`} className={buttonVariants({ variant: "secondary" })}>
            {t("goOn")}
          </a>
        ) : undefined
      }
    >
      {t("text")}
    </Alert>
  );
}
