"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { signOutAction } from "@/lib/auth/actions";

export function SignOutButton() {
  const t = useTranslations("me");
  const { run, pending } = useAction(() => signOutAction());
  return (
    <Button variant="secondary" pending={pending} onClick={() => run()}>
      <LogOut aria-hidden="true" className="rtl:rotate-180" />
      {t("signOut")}
    </Button>
  );
}
