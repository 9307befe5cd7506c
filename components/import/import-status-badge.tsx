import { Ban, CircleCheck, CircleX, CloudUpload, Hourglass, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ImportStatus } from "@/lib/imports/rules";
import { Badge } from "../ui/badge";

const looks = {
  uploading: ["neutral", CloudUpload],
  queued: ["neutral", Hourglass],
  running: ["info", LoaderCircle],
  done: ["success", CircleCheck],
  failed: ["danger", CircleX],
  cancelled: ["neutral", Ban],
} as const;

export function ImportStatusBadge({ status }: { status: ImportStatus }) {
  const t = useTranslations("imports.status");
  const [tone, icon] = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t(status)}
    </Badge>
  );
}
