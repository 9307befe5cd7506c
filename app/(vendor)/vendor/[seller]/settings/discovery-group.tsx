"use client";

import { useTranslations } from "next-intl";
import { GroupForm, type GroupProps } from "./group-form";
import { SwitchLine } from "./switch-line";

export function DiscoveryGroup({ discoverable, ...group }: GroupProps & { discoverable: boolean }) {
  const t = useTranslations("sellers.fields");
  return (
    <GroupForm
      {...group}
      group="discovery"
      read={(form) => ({ profile: { group: "discovery", discoverable: form.has("discoverable") } })}
    >
      {() => (
        <SwitchLine name="discoverable" label={t("discoverable")} hint={t("discoverableHint")} on={discoverable} />
      )}
    </GroupForm>
  );
}
