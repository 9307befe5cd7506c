import { toast } from "@/components/ui/toast";

type Options = { id?: string; action?: { label: string; onClick: () => void } };

/** On phones at the top: at the bottom it would lie on the basket that it speaks of. */
export function shopToast(message: string, options: Options = {}): void {
  const onPhone = window.matchMedia("(max-width: 767px)").matches;
  toast.success(message, { ...options, ...(onPhone && { position: "top-center" }) });
}
