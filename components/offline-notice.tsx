"use client";

import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOnline } from "./use-online";

export function OfflineNotice() {
  const t = useTranslations("ui");
  const online = useOnline();
  return (
    <div role="status" data-print="hide" className="contents">
      {online ? null : (
        <p className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-2 text-center text-sm text-warning">
          <WifiOff aria-hidden="true" className="size-4 shrink-0" />
          {t("offline")}
        </p>
      )}
    </div>
  );
}
