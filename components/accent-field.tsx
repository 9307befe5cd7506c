"use client";

import { Info, ShoppingBasket, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { checkAccent } from "@/lib/theme/contrast";
import { Ground } from "./ground";
import { AccentScope } from "./shells/accent-scope";
import { Avatar } from "./ui/avatar";
import { Button } from "./ui/button";
import { Field } from "./ui/field";
import { Input } from "./ui/input";

export interface AccentFieldProps {
  /** The field's name in its form. */
  name: string;
  /** As typed; "" for the platform's own colour. */
  value: string;
  onChange: (value: string) => void;
  /** Whose header the preview shows. */
  shop: { name: string; logo: string | null };
  error?: string | undefined;
}

/** A colour, typed or picked, with what it does to a shop. Needs the namespace `brand`. */
export function AccentField({ name, value, onChange, shop, error }: AccentFieldProps) {
  const t = useTranslations("brand.accent");
  const typed = /^#[0-9a-f]{6}$/i.test(value.trim()) ? value.trim().toLowerCase() : null;
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("label")} hint={t("hint")} error={error} optional>
        <div className="flex gap-2">
          <input
            type="color"
            aria-label={t("pick")}
            value={typed ?? "#2b3f8c"}
            onChange={(event) => onChange(event.target.value)}
            className="h-9 w-12 shrink-0 cursor-pointer rounded-md border border-input bg-card p-1 max-sm:h-11"
          />
          <Input
            name={name}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            dir="ltr"
            placeholder="#1d4ed8"
            maxLength={20}
            autoComplete="off"
            spellCheck={false}
            className="max-w-40 font-mono"
          />
          {value ? (
            <Button variant="ghost" onClick={() => onChange("")}>
              {t("none")}
            </Button>
          ) : null}
        </div>
      </Field>
      <Findings value={value} />
      <Preview accent={typed} shop={shop} />
    </div>
  );
}

/** Said as one goes: how well the colour reads, and where it is hardly seen. */
function Findings({ value }: { value: string }) {
  const t = useTranslations("brand.accent");
  const format = useFormatter();
  const check = /^#[0-9a-f]{6}$/i.test(value.trim()) ? checkAccent(value) : null;
  const inWords = (ratio: number) => format.number(ratio, { maximumFractionDigits: 1 });
  const plain = () => {
    if (check) return t(check.text === "white" ? "contrastDark" : "contrastLight", { ratio: inWords(check.textRatio) });
    return value.trim() ? t("invalid") : t("platform");
  };
  return (
    <div role="status" className="flex flex-col gap-1 text-muted-foreground text-xs">
      <p className="flex items-start gap-1.5">
        <Info aria-hidden="true" className="mt-px size-3.5 shrink-0" />
        <span>{plain()}</span>
      </p>
      {check?.faint ? (
        <p className="flex items-start gap-1.5 text-warning">
          <TriangleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
          <span>{t("faint", { ground: check.faint.ground, ratio: inWords(check.faint.ratio) })}</span>
        </p>
      ) : null}
    </div>
  );
}

/** The head of the shop with its button, on both grounds. Drawn, not worked: what it shows is said above. */
function Preview({ accent, shop }: { accent: string | null } & Pick<AccentFieldProps, "shop">) {
  const t = useTranslations("brand.accent");
  const id = useId();
  return (
    <figure aria-labelledby={id} className="flex flex-col gap-1.5">
      <figcaption id={id} className="font-medium text-xs">
        {t("preview")}
      </figcaption>
      <div className="grid gap-2 sm:grid-cols-2">
        {(["light", "dark"] as const).map((ground) => (
          <Ground key={ground} theme={ground}>
            <AccentScope accent={accent} className="flex items-center gap-2.5 p-3">
              <Avatar name={shop.name} src={shop.logo} square className={shop.logo ? "" : "bg-accent text-accent-fg"} />
              <span className="min-w-0 flex-1 truncate font-semibold text-sm">{shop.name}</span>
              <span className="inline-flex h-9 shrink-0 items-center gap-2 rounded-md bg-accent px-3.5 font-medium text-accent-fg text-sm transition-colors hover:bg-accent-hover">
                <ShoppingBasket aria-hidden="true" className="size-4" />
                <span className="max-xl:sr-only">{t("button")}</span>
              </span>
            </AccentScope>
          </Ground>
        ))}
      </div>
    </figure>
  );
}
