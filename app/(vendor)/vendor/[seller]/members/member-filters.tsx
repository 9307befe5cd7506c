import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { MEMBER_ROLES } from "@/lib/access/permissions";
import type { MemberFilter } from "@/lib/members/schema";

/** A form of the address: works before the page comes alive. */
export function MemberFilters({ slug, filter }: { slug: string; filter: MemberFilter }) {
  const t = useTranslations("members");
  const tStatus = useTranslations("status.member");
  return (
    <form action={`/vendor/${slug}/members`} className="flex flex-wrap items-end gap-2">
      <SearchInput
        key={filter.q}
        name="q"
        label={t("search")}
        defaultValue={filter.q}
        maxLength={320}
        className="w-full sm:w-72"
      />
      <Field label={t("filters.role")} className="max-sm:flex-1">
        <Select name="role" defaultValue={filter.role ?? ""}>
          <option value="">{t("filters.allRoles")}</option>
          {MEMBER_ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("filters.status")} className="max-sm:flex-1">
        <Select name="status" defaultValue={filter.status ?? ""}>
          <option value="">{t("filters.allStatuses")}</option>
          <option value="active">{tStatus("active")}</option>
          <option value="deactivated">{tStatus("deactivated")}</option>
        </Select>
      </Field>
      <Button type="submit" variant="secondary">
        {t("searchAction")}
      </Button>
    </form>
  );
}
