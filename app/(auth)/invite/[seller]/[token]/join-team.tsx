"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { joinTeamAction } from "@/lib/members/actions";

interface JoinTeamProps {
  /** Of the seller. */
  slug: string;
  token: string;
  /** Masked. */
  contact: string;
}

/** For whoever has proved the invited e-mail: nobody joins a shop that is not open without having pressed this. */
export function JoinTeam({ slug, token, contact }: JoinTeamProps) {
  const t = useTranslations("members.join");
  const { run, pending } = useAction(() => joinTeamAction({ seller: slug, token }), {
    // A full load: layouts above this page know the store only from now on.
    onSuccess: (joined) => window.location.assign(`/vendor/${joined.slug}`),
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <p className="text-pretty text-muted-foreground text-sm">{t("ready", { contact })}</p>
      <Button type="submit" size="lg" pending={pending}>
        {t("press")}
      </Button>
    </form>
  );
}
