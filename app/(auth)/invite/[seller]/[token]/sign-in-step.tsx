import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import type { ContactKind } from "@/lib/contacts/rules";

interface SignInStepProps {
  /** `SELLER/TOKEN`. */
  link: string;
  next: string;
  contactKind: ContactKind;
}

/** For whoever is not signed in: the sign-in proves the invited contact. */
export async function SignInStep({ link, next, contactKind }: SignInStepProps) {
  const t = await getTranslations("invites.page");
  return (
    <form action="/sign-in" className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="invite" value={link} />
      <p className="text-pretty text-muted-foreground text-sm">{t(`how.${contactKind}`)}</p>
      <Button type="submit" size="lg">
        {t("continue")}
      </Button>
    </form>
  );
}
