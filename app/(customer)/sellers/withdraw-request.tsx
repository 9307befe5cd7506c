"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { requestAccessAction, withdrawRequestAction } from "@/lib/customers/actions";
import type { Standing } from "@/lib/customers/requests/schema";

interface WithdrawRequestProps {
  slug: string;
  name: string;
  standing: Standing;
  headingId: string;
}

/** Takes a waiting request back; the toast asks again in the same words. */
export function WithdrawRequest({ slug, name, standing, headingId }: WithdrawRequestProps) {
  const t = useTranslations("sellers.withdraw");
  const router = useRouter();
  const refresh = () => router.refresh();
  const { requestNote, requestCompany } = standing;
  const undo = useAction(
    () => requestAccessAction({ seller: slug, note: requestNote ?? "", company: requestCompany ?? "" }),
    { about: headingId, success: t("undone", { seller: name }), onSuccess: refresh },
  );
  const { run, pending } = useAction(() => withdrawRequestAction({ seller: slug }), {
    about: headingId,
    onSuccess: () => {
      // Asking again is not always allowed: after an earlier rejection it takes days.
      const action = standing.times > 1 ? undefined : { label: t("undo"), onClick: () => void undo.run() };
      toast.success(t("done", { seller: name }), { about: headingId, action });
      refresh();
    },
    onFailure: refresh,
  });
  return (
    <Button variant="ghost" size="sm" pending={pending} onClick={() => run()} aria-describedby={headingId}>
      {t("button")}
    </Button>
  );
}
