"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { revokeMemberInviteAsOperatorAction } from "@/lib/members/actions";

interface RevokeInviteProps {
  sellerId: string;
  id: string;
  name: string;
}

export function RevokeInvite({ sellerId, id, name }: RevokeInviteProps) {
  const t = useTranslations("admin.staff");
  const router = useRouter();
  const { run, pending } = useAction(revokeMemberInviteAsOperatorAction, {
    success: t("revoked"),
    onSuccess: () => router.refresh(),
  });
  return (
    <Button
      variant="dangerGhost"
      size="sm"
      pending={pending}
      aria-label={t("revokeOf", { name })}
      onClick={() => void run({ sellerId, id })}
    >
      {t("revoke")}
    </Button>
  );
}
