"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { setAlertMarkAction } from "@/lib/alerts/actions";
import { MARKS, type Mark } from "@/lib/alerts/rules";

interface MarkButtonsProps {
  slug: string;
  customer: { id: string; label: string };
  mark: Mark | null;
}

/** What the member at the screen wants to hear of this customer. */
export function MarkButtons({ slug, customer: { id, label: name }, mark }: MarkButtonsProps) {
  const t = useTranslations("alerts");
  const router = useRouter();
  const { run, pending } = useAction((to: Mark | null) => setAlertMarkAction(slug, { customerId: id, mark: to }));
  const say = {
    mute: { set: t("mark.muted", { name }), taken: t("muted.removed", { name }) },
    watch: { set: t("mark.watched", { name }), taken: t("watched.removed", { name }) },
  };
  const press = async (button: Mark) => {
    const to = mark === button ? null : button;
    const result = await run(to);
    if (!result?.ok) return;
    toast.success(to ? say[button].set : say[button].taken, { about: id });
    router.refresh();
  };
  const labels = {
    mute: mark === "mute" ? t("muted.remove") : t("mark.mute"),
    watch: mark === "watch" ? t("watched.remove") : t("mark.watch"),
  };
  return MARKS.map((button) => (
    <Button key={button} variant="secondary" disabled={pending} onClick={() => void press(button)}>
      {labels[button]}
    </Button>
  ));
}
