"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { endLookAction } from "@/lib/looks/actions";
import { Alert } from "./ui/alert";
import { Button } from "./ui/button";
import { useAction } from "./use-action";

export interface LookBannerProps {
  seller: { id: string; slug: string; name: string };
  /** Of the operator who looks in. */
  name: string;
  reason: string;
  /** In words, and as it is. */
  until: string;
  expiresAt: string;
}

/** Above every page of a store that an operator looks into. Needs the namespace `portal`. */
export function LookBanner({ seller, name, reason, until, expiresAt }: LookBannerProps) {
  const t = useTranslations("portal.look");
  const router = useRouter();
  const { run, pending } = useAction(endLookAction, {
    // A whole document: nothing of the store stays behind.
    onSuccess: () => window.location.assign(`/admin/sellers/${seller.slug}`),
  });
  useEffect(() => {
    // Nothing of the store stays on the screen when the time is over; a second later, so that the server agrees.
    const left = new Date(expiresAt).getTime() - Date.now() + 1000;
    const timer = setTimeout(() => router.refresh(), Math.max(left, 0));
    return () => clearTimeout(timer);
  }, [expiresAt, router]);
  return (
    <div data-print="hide" className="sticky top-14 z-20 bg-background px-4 pt-4 sm:px-6 lg:top-0 lg:px-8">
      <Alert
        tone="warning"
        title={t("title", { name, seller: seller.name })}
        action={
          <Button variant="secondary" size="sm" pending={pending} onClick={() => void run({ sellerId: seller.id })}>
            {t("stop")}
          </Button>
        }
      >
        {t("text", { reason, time: until })}
      </Alert>
    </div>
  );
}
