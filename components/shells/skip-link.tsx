import { useTranslations } from "next-intl";

export const contentId = "content";

/** First stop of the Tab key on every page; shells give their <main> the id. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a
      href={`#${contentId}`}
      className="sr-only z-50 rounded-md bg-foreground px-4 py-2 font-medium text-background focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
    >
      {t("skip")}
    </a>
  );
}
