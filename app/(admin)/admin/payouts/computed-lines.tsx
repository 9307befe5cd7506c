import { useTranslations } from "next-intl";
import type { Computed } from "@/lib/payouts/rules";

/** What a computation found besides what it wrote. */
export function ComputedLines({ computed: { unchanged, closed } }: { computed: Computed }) {
  const t = useTranslations("payouts.compute");
  return (
    <>
      {unchanged > 0 ? <p>{t("unchanged", { count: unchanged })}</p> : null}
      {closed > 0 ? <p>{t("closed", { count: closed })}</p> : null}
    </>
  );
}
