"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { PausedSearch } from "@/components/paused-search";

/** The search lives in the address; the list follows when typing pauses. */
export function FindSearch({ q }: { q: string }) {
  const t = useTranslations("sellers.findPage");
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const search = (next: string) =>
    startTransition(() =>
      router.replace(next ? `/sellers/find?${new URLSearchParams({ q: next })}` : "/sellers/find", { scroll: false }),
    );
  return <PausedSearch label={t("search")} value={q} onChange={search} pending={pending} className="sm:max-w-md" />;
}
