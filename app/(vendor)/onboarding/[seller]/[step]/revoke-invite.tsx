"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { revokeMemberInviteAction } from "@/lib/members/actions";

export function RevokeInvite({ slug, id, email }: { slug: string; id: string; email: string }) {
  const t = useTranslations("onboarding.members");
  const router = useRouter();
  const { run, pending } = useAction(() => revokeMemberInviteAction(slug, { id }), {
    success: t("revoked", { email }),
    onSuccess: () => router.refresh(),
  });
  return (
    <Button
      variant="dangerGhost"
      size="sm"
      pending={pending}
      aria-label={t("revokeOf", { email })}
      onClick={() => void run()}
    >
      {t("revoke")}
    </Button>
  );
}
