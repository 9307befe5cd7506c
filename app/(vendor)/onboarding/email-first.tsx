"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ProveContact } from "@/components/prove-contact";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { addContactAction, requestNewContactCodeAction } from "@/lib/users/actions";

/** Members are known by an e-mail: whoever came by a mobile number proves one first. */
export function EmailFirst() {
  const t = useTranslations("onboarding.email");
  const router = useRouter();
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} />
      <CardBody className="max-w-md">
        <ProveContact
          request={requestNewContactCodeAction}
          prove={addContactAction}
          submitLabel={t("submit")}
          onProved={() => router.refresh()}
        />
      </CardBody>
    </Card>
  );
}
