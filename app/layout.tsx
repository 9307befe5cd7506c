import "./globals.css";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import { type ReactNode, Suspense } from "react";
import { AppProviders } from "@/components/app-providers";
import { flagFont } from "@/components/flag-font";
import { cn } from "@/lib/cn";
import { directionOf } from "@/lib/i18n/locales";
import { baseNamespaces } from "@/lib/i18n/messages";
import { parseTheme, themeCookie } from "@/lib/theme/theme";

export const metadata: Metadata = {
  title: { default: "Tradehall", template: "%s · Tradehall" },
  applicationName: "Tradehall",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  viewportFit: "cover",
};

// The boundary is around <html>: language, theme and the CSP nonce belong to the request, so nothing is sent before it.
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={null}>
      <Document>{children}</Document>
    </Suspense>
  );
}

async function Document({ children }: { children: ReactNode }) {
  const [locale, messages, jar] = await Promise.all([getLocale(), getMessages(), cookies()]);
  const direction = directionOf(locale);
  const base = Object.fromEntries(Object.entries(messages).filter(([name]) => baseNamespaces.includes(name)));
  return (
    <html
      lang={locale}
      dir={direction}
      data-theme={parseTheme(jar.get(themeCookie)?.value)}
      className={cn(GeistSans.variable, flagFont.variable)}
    >
      <body>
        <NextIntlClientProvider messages={base}>
          <AppProviders direction={direction}>{children}</AppProviders>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
