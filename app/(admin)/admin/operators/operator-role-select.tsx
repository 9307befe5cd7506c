"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { useAction } from "@/components/use-action";
import { OPERATOR_ROLES, type OperatorRole } from "@/lib/access/permissions";
import { changeOperatorAction } from "@/lib/operators/actions";

interface OperatorRoleSelectProps {
  userId: string;
  name: string;
  role: OperatorRole;
}

/** Shows what is stored: a change that is refused springs back. */
export function OperatorRoleSelect({ userId, name, role }: OperatorRoleSelectProps) {
  const t = useTranslations("operators");
  const router = useRouter();
  const { run, pending } = useAction(changeOperatorAction, {
    success: t("roleChanged", { name }),
    about: userId,
    onSuccess: () => router.refresh(),
  });
  return (
    <Select
      aria-label={t("roleOf", { name })}
      value={role}
      disabled={pending}
      onChange={(event) => {
        const chosen = OPERATOR_ROLES.find((one) => one === event.target.value);
        if (chosen) void run({ userId, role: chosen });
      }}
      className="w-32"
    >
      {OPERATOR_ROLES.map((one) => (
        <option key={one} value={one}>
          {t(`roles.${one}`)}
        </option>
      ))}
    </Select>
  );
}
