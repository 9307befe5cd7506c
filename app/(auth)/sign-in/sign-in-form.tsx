"use client";

import { useTranslations } from "next-intl";
import { ProveContact } from "@/components/prove-contact";
import { requestSignInCodeAction } from "@/lib/auth/actions";
import { signInWithCode } from "@/lib/auth/client";

export function SignInForm() {
  const t = useTranslations("auth.signIn");
  return (
    <ProveContact
      request={requestSignInCodeAction}
      prove={({ contact, code }) => signInWithCode(contact, code)}
      submitLabel={t("submit")}
      // A full load: nothing of whoever was here before stays in memory. This page then knows where to go.
      onProved={() => window.location.reload()}
    />
  );
}
