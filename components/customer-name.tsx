import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import { customerLabel, type NamedCustomer } from "@/lib/customers/rules";

/** What a portal calls a customer, the same on every screen. Both for the server and the browser. */
export function CustomerName({ customer, className }: { customer: NamedCustomer; className?: string }) {
  const t = useTranslations("shell");
  const label = customerLabel(customer);
  return (
    <bdi className={cn(label ? undefined : "font-normal text-muted-foreground", className)}>
      {label ?? t("unnamedCustomer")}
    </bdi>
  );
}

/** In front of what else is said of them: the person of a business that is called by its own name. */
export function CustomerPerson({ customer: { name, company } }: { customer: NamedCustomer }) {
  return name && company ? (
    <>
      <bdi>{name}</bdi>
      {" · "}
    </>
  ) : null;
}
