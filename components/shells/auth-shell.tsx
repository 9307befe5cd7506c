import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "../logo";
import { contentId, SkipLink } from "./skip-link";

export interface AuthShellProps {
  /** The h1. */
  title: ReactNode;
  description?: ReactNode;
  /** Above the title: a seller's picture on an invite. */
  mark?: ReactNode;
  /** Of whoever is signed in. */
  menu?: ReactNode;
  children: ReactNode;
}

/** Signed-out pages, and those that only lead on: one calm card. */
export function AuthShell({ title, description, mark, menu, children }: AuthShellProps) {
  const t = useTranslations("shell");
  return (
    <div className="flex min-h-dvh flex-col bg-muted/50">
      <SkipLink />
      <header className="flex h-16 items-center justify-between px-4 sm:px-8">
        <Link href="/" aria-label={t("home")} className="flex min-h-11 items-center rounded-md">
          <Logo />
        </Link>
        {menu}
      </header>
      <main
        id={contentId}
        tabIndex={-1}
        className="mx-auto flex w-full max-w-md flex-1 flex-col justify-start gap-4 px-4 pt-[8vh] pb-16 outline-none"
      >
        <div className="flex flex-col gap-6 rounded-lg border border-border bg-card p-6 sm:p-8">
          <div className="flex flex-col gap-1.5">
            {mark ? <div className="mb-2">{mark}</div> : null}
            <h1 className="font-semibold text-lg">{title}</h1>
            {description ? <p className="text-pretty text-muted-foreground text-sm">{description}</p> : null}
          </div>
          {children}
        </div>
      </main>
      <footer className="px-4 pb-6 text-center text-muted-foreground text-xs">{t("tagline")}</footer>
    </div>
  );
}
