"use client";

import { useTranslations } from "next-intl";
import type { Choices } from "@/app/(vendor)/onboarding/choices";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ProfileDto } from "@/lib/sellers/profile/queries";
import { ChoiceSelect } from "./choice-select";
import { GroupForm, type GroupProps, textsOf } from "./group-form";

const FIELDS = ["street", "postcode", "town", "country"] as const;

interface AddressGroupProps extends GroupProps {
  profile: Pick<ProfileDto, (typeof FIELDS)[number]>;
  countries: Choices["countries"];
}

export function AddressGroup({ profile, countries, ...group }: AddressGroupProps) {
  const t = useTranslations("sellers.fields");
  return (
    <GroupForm
      {...group}
      group="address"
      read={(form) => ({ profile: { group: "address", ...textsOf(form, FIELDS) } })}
    >
      {(errors) => (
        <>
          <Field label={t("street")} error={errors.street} optional>
            <Input name="street" defaultValue={profile.street ?? ""} autoComplete="street-address" />
          </Field>
          <div className="grid gap-4 sm:grid-cols-[1fr_2fr]">
            <Field label={t("postcode")} error={errors.postcode} optional>
              <Input name="postcode" defaultValue={profile.postcode ?? ""} autoComplete="postal-code" />
            </Field>
            <Field label={t("town")} error={errors.town} optional>
              <Input name="town" defaultValue={profile.town ?? ""} autoComplete="address-level2" />
            </Field>
          </div>
          <Field label={t("country")} error={errors.country} required>
            <ChoiceSelect name="country" value={profile.country} choices={countries} />
          </Field>
        </>
      )}
    </GroupForm>
  );
}
