"use client";

import { useTranslations } from "next-intl";
import { NOTICES, type Notice, type SellerSettings } from "@/lib/sellers/settings";
import { GroupForm, type GroupProps } from "./group-form";
import { SwitchLine } from "./switch-line";

const PARTS = [
  { id: "members", notices: ["requested", "autoApproved"] },
  { id: "customers", notices: ["autoApprovedCustomer", "decided", "accessChanged"] },
] as const satisfies { id: string; notices: Notice[] }[];

/** Who is told of what. */
export function NoticesGroup({ notices, ...group }: GroupProps & Pick<SellerSettings, "notices">) {
  const t = useTranslations("notices");
  const read = (form: FormData) => ({
    patch: { notices: Object.fromEntries(NOTICES.map((notice) => [notice, form.has(notice)])) },
  });
  return (
    <GroupForm {...group} group="notices" read={read}>
      {() =>
        PARTS.map((part) => (
          <fieldset key={part.id} className="flex flex-col gap-1">
            <legend className="mb-1 font-semibold text-muted-foreground text-xs">{t(`${part.id}.title`)}</legend>
            {part.notices.map((notice) => (
              <SwitchLine
                key={notice}
                name={notice}
                label={t(`each.${notice}.label`)}
                hint={t(`each.${notice}.hint`)}
                on={notices[notice]}
              />
            ))}
          </fieldset>
        ))
      }
    </GroupForm>
  );
}
