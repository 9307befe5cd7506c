"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { useAction } from "@/components/use-action";
import { MEMBER_ROLES, type MemberRole } from "@/lib/access/permissions";
import { changeMemberAsOperatorAction } from "@/lib/members/actions";

interface MemberRoleSelectProps {
  sellerId: string;
  id: string;
  name: string;
  role: MemberRole;
}

/** Shows what is stored: a change that is refused springs back. */
export function MemberRoleSelect({ sellerId, id, name, role }: MemberRoleSelectProps) {
  const t = useTranslations("admin.staff");
  const tRoles = useTranslations("members.roles");
  const router = useRouter();
  const { run, pending } = useAction(changeMemberAsOperatorAction, {
    success: t("roleChanged", { name }),
    about: id,
    onSuccess: () => router.refresh(),
  });
  return (
    <Select
      aria-label={t("roleOf", { name })}
      value={role}
      disabled={pending}
      onChange={(event) => {
        const chosen = MEMBER_ROLES.find((one) => one === event.target.value);
        if (chosen) void run({ sellerId, id, role: chosen });
      }}
      className="w-32"
    >
      {MEMBER_ROLES.map((one) => (
        <option key={one} value={one}>
          {tRoles(one)}
        </option>
      ))}
    </Select>
  );
}
