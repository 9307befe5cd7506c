"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAction } from "@/components/use-action";
import { renameUserAction } from "@/lib/users/actions";

export function NamesCard({ name, company }: { name: string; company: string }) {
  const t = useTranslations("me.names");
  const router = useRouter();
  const { submit, pending, fieldErrors } = useAction(renameUserAction, {
    success: t("saved"),
    onSuccess: () => router.refresh(),
  });
  return (
    <Card>
      <form
        noValidate
        method="post"
        onSubmit={submit((form) => [{ name: String(form.get("name")), company: String(form.get("company")) }])}
      >
        <CardHeader title={t("title")} description={t("description")} />
        <CardBody className="grid gap-4 sm:grid-cols-2">
          <Field label={t("name")} error={fieldErrors.name} required>
            <Input name="name" autoComplete="name" defaultValue={name} />
          </Field>
          <Field label={t("company")} error={fieldErrors.company} optional>
            <Input name="company" autoComplete="organization" defaultValue={company} />
          </Field>
        </CardBody>
        <CardFooter>
          <Button type="submit" pending={pending}>
            {t("save")}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
