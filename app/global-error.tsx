"use client";

import "./globals.css";
import { GeistSans } from "geist/font/sans";
import { NextIntlClientProvider } from "next-intl";
import { digestOf, type ErrorPageProps } from "@/components/error-page";
import { ErrorState } from "@/components/ui/error-state";
import ui from "@/locales/en/ui.json";

// The root layout itself failed, its language and theme with it: English, in the system's colours.
export default function GlobalError({ error, retry }: ErrorPageProps) {
  return (
    <html lang="en" data-theme="system" className={GeistSans.variable}>
      <body>
        <title>Tradehall</title>
        <NextIntlClientProvider locale="en" messages={{ ui }}>
          <main className="mx-auto grid min-h-dvh w-full max-w-xl place-content-center p-4">
            <ErrorState as="h1" errorId={digestOf(error)} onRetry={retry} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
