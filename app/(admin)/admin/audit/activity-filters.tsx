import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select } from "@/components/ui/select";
import type { OperatorScope } from "@/lib/access/scope";
import { listActingOperators } from "@/lib/audit/platform/queries";
import type { PlatformActivityInput } from "@/lib/audit/platform/schema";
import { PLATFORM_GROUP_NAMES } from "@/lib/audit/rules";

/** A plain form: what it says stands in the address. */
export async function ActivityFilters({ scope, input }: { scope: OperatorScope; input: PlatformActivityInput }) {
  const [t, tFilters, people] = await Promise.all([
    getTranslations("audit"),
    getTranslations("audit.filters"),
    listActingOperators(scope, input.who),
  ]);
  return (
    <form
      key={JSON.stringify(input)}
      action="/admin/audit"
      aria-label={t("admin.filters")}
      className="grid grid-cols-2 items-end gap-3 md:grid-cols-3 xl:grid-cols-[repeat(5,minmax(0,1fr))_auto]"
    >
      <Field label={t("admin.seller")} className="max-md:col-span-full">
        <Input name="seller" defaultValue={input.seller} maxLength={100} placeholder={t("admin.sellerHint")} />
      </Field>
      <Field label={tFilters("who")}>
        <Select name="who" defaultValue={input.who ?? ""}>
          <option value="">{tFilters("anybody")}</option>
          <option value="operators">{t("actors.operators")}</option>
          <option value="system">{t("actors.system")}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ?? t("actors.unnamed")}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={tFilters("what")}>
        <Select name="what" defaultValue={input.what ?? ""}>
          <option value="">{tFilters("anything")}</option>
          {PLATFORM_GROUP_NAMES.map((group) => (
            <option key={group} value={group}>
              {t(`groups.${group}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={tFilters("from")}>
        <Input type="date" name="from" defaultValue={input.from} />
      </Field>
      <Field label={tFilters("to")}>
        <Input type="date" name="to" defaultValue={input.to} />
      </Field>
      <div className="flex flex-wrap items-center gap-3 max-xl:col-span-full">
        <span className="flex min-h-9 items-center gap-2 max-sm:min-h-11">
          <Checkbox id="refused-only" name="refused" value="1" defaultChecked={input.refused === "1"} />
          <Label htmlFor="refused-only">{tFilters("refused")}</Label>
        </span>
        <span className="flex gap-2 max-sm:basis-full max-sm:*:flex-1">
          <Button type="submit" variant="secondary">
            {t("admin.apply")}
          </Button>
          <Link href="/admin/audit" className={buttonVariants({ variant: "ghost" })}>
            {tFilters("clear")}
          </Link>
        </span>
      </div>
    </form>
  );
}
