import { Banknote, CircleCheck, CircleMinus, PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { type PayoutLook, type PayoutRow, payoutLook } from "@/lib/payouts/rules";

const looks = {
  draft: { tone: "neutral", icon: PencilLine },
  approved: { tone: "info", icon: CircleCheck },
  settled: { tone: "neutral", icon: CircleMinus },
  paid: { tone: "success", icon: Banknote },
} as const satisfies Record<PayoutLook, object>;

/** How far a payout is. */
export function PayoutBadge({ payout }: { payout: Pick<PayoutRow, "state" | "net"> }) {
  const t = useTranslations("payouts.states");
  const look = payoutLook(payout);
  return <Badge {...looks[look]}>{t(look)}</Badge>;
}
