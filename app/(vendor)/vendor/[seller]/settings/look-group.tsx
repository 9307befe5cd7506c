"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AccentField } from "@/components/accent-field";
import { LogoField } from "@/components/logo-field";
import { Avatar } from "@/components/ui/avatar";
import type { ProfileDto } from "@/lib/sellers/profile/queries";
import { GroupForm, type GroupProps } from "./group-form";

/** The logo is saved as soon as it is chosen; the colour with the button. */
export function LookGroup({
  profile: { name, logo: saved, accent },
  ...group
}: GroupProps & { profile: Pick<ProfileDto, "name" | "logo" | "accent"> }) {
  const t = useTranslations("brand.logo");
  const router = useRouter();
  const [logo, setLogo] = useState(saved);
  const [colour, setColour] = useState(accent ?? "");
  const change = (next: string | null) => {
    setLogo(next);
    router.refresh();
  };
  return (
    <GroupForm
      {...group}
      group="look"
      read={() => ({ profile: { group: "look", accent: colour } })}
      before={
        group.mayWrite ? (
          <LogoField seller={group.slug} name={name} logo={logo} onChange={change} />
        ) : (
          <p className="flex items-center gap-3 text-sm">
            <Avatar name={name} src={logo} size="lg" square />
            {logo ? t("label") : t("none")}
          </p>
        )
      }
    >
      {(errors) => (
        <AccentField name="accent" value={colour} onChange={setColour} shop={{ name, logo }} error={errors.accent} />
      )}
    </GroupForm>
  );
}
