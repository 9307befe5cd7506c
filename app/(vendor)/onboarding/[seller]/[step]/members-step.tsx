import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import type { StoreScope } from "@/lib/access/scope";
import { listMemberInvites } from "@/lib/members/inviting/queries";
import { listMembers } from "@/lib/members/queries";
import { listMembersInput } from "@/lib/members/schema";
import { FinishStep } from "./finish-step";
import { InviteColleague } from "./invite-colleague";
import { RevokeInvite } from "./revoke-invite";

/** Whoever is to work in the portal, invited as there. */
export async function MembersStep({ scope, back }: { scope: StoreScope; back: ReactNode }) {
  const { slug } = scope.seller;
  const [t, tRoles, { items }, invites] = await Promise.all([
    getTranslations("onboarding.members"),
    getTranslations("members.roles"),
    listMembers(scope, listMembersInput.parse({ limit: 50 })),
    listMemberInvites(scope),
  ]);
  return (
    <ClientMessages namespaces={["members", "contacts"]}>
      <ul className="divide-y divide-border text-sm" aria-label={t("list")}>
        {items.map((member) => (
          <Person key={member.id} name={member.name ?? member.email} email={member.email}>
            {tRoles(member.role)}
            {member.own ? `, ${t("you")}` : null}
          </Person>
        ))}
        {invites.map((invite) => (
          <Person key={invite.id} name={invite.name ?? invite.email} email={invite.email}>
            {tRoles(invite.role)}, {t(invite.status === "sent" ? "invited" : "expired")}
            <RevokeInvite slug={slug} id={invite.id} email={invite.email} />
          </Person>
        ))}
      </ul>
      <InviteColleague slug={slug} />
      <FinishStep slug={slug} step="members" back={back} />
    </ClientMessages>
  );
}

function Person({ name, email, children }: { name: string; email: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <span className="min-w-0 flex-1 basis-56 break-words">
        <bdi className="font-medium">{name}</bdi>
        {name === email ? null : (
          <bdi dir="ltr" className="block text-muted-foreground text-xs rtl:text-end">
            {email}
          </bdi>
        )}
      </span>
      <span className="flex items-center gap-2 text-muted-foreground">{children}</span>
    </li>
  );
}
