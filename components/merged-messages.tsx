"use client";

import { type AbstractIntlMessages, NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import { type ReactNode, useEffect, useMemo } from "react";

interface MergedMessagesProps {
  /** In which the server has written what is inside. */
  locale: string;
  messages: AbstractIntlMessages;
  children: ReactNode;
}

/**
 * next-intl's provider replaces the messages of the one around it; this one adds to them. A portal may speak another language than the page
 * that led to it: then the document is loaded anew, and is in one language and direction as a whole.
 */
export function MergedMessages({ locale, messages, children }: MergedMessagesProps) {
  const outer = useMessages();
  const spoken = useLocale();
  const merged = useMemo(() => ({ ...outer, ...messages }), [outer, messages]);
  const isOther = locale !== spoken;
  useEffect(() => {
    if (isOther) window.location.reload();
  }, [isOther]);
  if (isOther) return null;
  return (
    <NextIntlClientProvider locale={locale} messages={merged}>
      {children}
    </NextIntlClientProvider>
  );
}
