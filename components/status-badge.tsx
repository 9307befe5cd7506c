import {
  Archive,
  Ban,
  CircleCheck,
  CircleDot,
  CircleQuestionMark,
  CircleX,
  Clock,
  DoorOpen,
  Eraser,
  GitMerge,
  Hourglass,
  type LucideIcon,
  MailCheck,
  PackageCheck,
  PencilLine,
  Send,
  TimerOff,
  Truck,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type Tone } from "./ui/badge";

type Look = readonly [tone: Tone, icon: LucideIcon];

const looks = {
  customer: {
    invited: ["info", Send],
    requested: ["warning", Clock],
    approved: ["success", CircleCheck],
    rejected: ["danger", CircleX],
    revoked: ["danger", Ban],
  },
  client: {
    pending: ["neutral", Clock],
    approved: ["success", CircleCheck],
    revoked: ["danger", Ban],
  },
  invite: {
    sent: ["info", Send],
    registered: ["warning", MailCheck],
    used: ["success", CircleCheck],
    expired: ["neutral", TimerOff],
    revoked: ["danger", Ban],
  },
  message: {
    queued: ["neutral", Clock],
    sending: ["info", Send],
    sent: ["info", Send],
    delivered: ["success", CircleCheck],
    failed: ["danger", CircleX],
    parked: ["warning", CircleQuestionMark],
  },
  member: { active: ["success", CircleCheck], deactivated: ["neutral", Ban] },
  order: {
    placed: ["warning", Hourglass],
    confirmed: ["info", CircleCheck],
    shipped: ["info", Truck],
    delivered: ["success", PackageCheck],
    cancelled: ["danger", CircleX],
  },
  seller: {
    draft: ["neutral", PencilLine],
    pending: ["warning", Clock],
    open: ["success", DoorOpen],
    suspended: ["danger", Ban],
    terminated: ["danger", CircleX],
  },
  product: { active: ["success", CircleDot], archived: ["neutral", Archive] },
  user: {
    active: ["success", CircleCheck],
    disabled: ["danger", Ban],
    merged: ["neutral", GitMerge],
    erased: ["neutral", Eraser],
  },
} as const satisfies Record<string, Record<string, Look>>;

type Looks = typeof looks;
type StatusBadgeProps = { [Kind in keyof Looks]: { kind: Kind; status: keyof Looks[Kind] } }[keyof Looks];

/** The state of one domain thing: icon, word and tone. In client components the namespace "status" must be there. */
export function StatusBadge({ kind, status }: StatusBadgeProps) {
  const t = useTranslations("status");
  const byStatus: Record<string, Look> = looks[kind];
  const [tone, icon] = byStatus[status] ?? ["neutral", CircleDot];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`${kind}.${status}`)}
    </Badge>
  );
}
