import { Bell } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonVariants } from "./ui/button-variants";

/** To where members with the right `settings.write` say who is told of what. */
export function NoticesLink({ slug }: { slug: string }) {
  const t = useTranslations("notices");
  return (
    <Link href={`/vendor/${slug}/settings#notices`} className={buttonVariants({ variant: "secondary" })}>
      <Bell aria-hidden="true" />
      {t("title")}
    </Link>
  );
}
