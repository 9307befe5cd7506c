"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { cn } from "@/lib/cn";
import { type Theme, themes } from "@/lib/theme/theme";

const icons = { system: Monitor, light: Sun, dark: Moon };

export interface ThemeSwitchProps {
  value: Theme;
  /** Keeps the choice: sets the cookie `theme` (a server action does). The page changes at once, without waiting. */
  onChange: (theme: Theme) => Promise<unknown>;
  className?: string;
}

export function ThemeSwitch({ value, onChange, className }: ThemeSwitchProps) {
  const t = useTranslations("ui.theme");
  const [chosen, setChosen] = useState(value);
  const [, startTransition] = useTransition();
  const choose = (theme: Theme) => {
    setChosen(theme);
    document.documentElement.dataset.theme = theme;
    startTransition(async () => {
      await onChange(theme);
    });
  };
  return (
    <fieldset
      className={cn("inline-flex h-fit w-fit max-w-full rounded-md border border-border bg-muted p-0.5", className)}
    >
      <legend className="sr-only">{t("label")}</legend>
      {themes.map((theme) => {
        const Icon = icons[theme];
        return (
          <label
            key={theme}
            className="relative inline-flex h-8 flex-1 items-center justify-center gap-1.5 rounded-sm px-3 text-muted-foreground text-sm hover:text-foreground has-checked:bg-card has-checked:font-medium has-checked:text-foreground has-focus-visible:outline-2 has-focus-visible:outline-ring max-sm:h-10"
          >
            <input
              type="radio"
              name="theme"
              value={theme}
              checked={chosen === theme}
              onChange={() => choose(theme)}
              className="absolute inset-0 appearance-none outline-none"
            />
            <Icon aria-hidden="true" className="size-4" />
            {t(theme)}
          </label>
        );
      })}
    </fieldset>
  );
}
