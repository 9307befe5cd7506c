"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { askForNewInviteAction } from "@/lib/invites/actions";

interface AskAgainProps {
  seller: { name: string; slug: string };
  token: string;
  /** Somebody has asked already, and was not answered yet. */
  asked: boolean;
}

/** Tells the seller that its invite did not let its recipient in. */
export function AskAgain({ seller, token, asked }: AskAgainProps) {
  const t = useTranslations("invites.page.ask");
  const [done, setDone] = useState(false);
  const { run, pending } = useAction(() => askForNewInviteAction({ seller: seller.slug, token }), {
    onSuccess: () => setDone(true),
  });
  if (done || asked) {
    return (
      <Alert tone="success" live={done}>
        {t(done ? "done" : "already", { seller: seller.name })}
      </Alert>
    );
  }
  return (
    <form
      className="flex flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Button type="submit" variant="secondary" size="lg" pending={pending}>
        {t("button")}
      </Button>
    </form>
  );
}
