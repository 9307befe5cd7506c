import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "../logo";
import { buttonVariants } from "../ui/button-variants";
import { contentId, SkipLink } from "./skip-link";

interface SiteLink {
  href: string;
  label: string;
}

export interface SiteShellProps {
  links: SiteLink[];
  signedIn: boolean;
  children: ReactNode;
}

/** The public pages: header, content, footer. */
export function SiteShell({ links, signedIn, children }: SiteShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <SiteHeader links={links} signedIn={signedIn} />
      <main id={contentId} tabIndex={-1} className="flex-1 outline-none">
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}

function SiteHeader({ links, signedIn }: Omit<SiteShellProps, "children">) {
  const t = useTranslations("shell");
  return (
    <header className="border-border border-b bg-background">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-2 px-4 sm:px-6">
        <Link href="/" aria-label={t("home")} className="me-auto flex min-h-11 items-center rounded-md">
          <Logo />
        </Link>
        <nav aria-label={t("mainNavigation")} className="flex items-center gap-1">
          {links.map((link) => (
            <a
              key={link.href}
              href={link.href}
              className={buttonVariants({ variant: "ghost", className: "max-md:hidden" })}
            >
              {link.label}
            </a>
          ))}
          <Link href="/sign-in" className={buttonVariants({ variant: "secondary" })}>
            {signedIn ? t("goOn") : t("signIn")}
          </Link>
        </nav>
      </div>
    </header>
  );
}

function SiteFooter() {
  const t = useTranslations("shell");
  return (
    <footer className="border-border border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-4 px-4 py-8 text-muted-foreground text-sm sm:px-6">
        <Logo className="text-foreground text-sm" />
        <p>{t("tagline")}</p>
      </div>
    </footer>
  );
}
