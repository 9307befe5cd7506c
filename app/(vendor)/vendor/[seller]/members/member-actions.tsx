"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/components/use-action";
import { deactivateMemberAction, reactivateMemberAction, removeMemberAction } from "@/lib/members/actions";
import type { MemberItem } from "@/lib/members/schema";
import { EditMember } from "./edit-member";
import { memberNameId, nameOf } from "./member-name";

interface MemberActionsProps {
  store: { slug: string };
  member: MemberItem;
}

/** What can be done with one member: nobody is offered to take the last admin away. */
export function MemberActions({ store: { slug }, member }: MemberActionsProps) {
  const t = useTranslations("members");
  const tMenu = useTranslations("portal.menu");
  const { id, status, own, lastAdmin } = member;
  const describedBy = memberNameId(id);
  const { deactivate, reactivate, remove, pending, removing } = useMemberChanges(slug, member);
  return (
    <span className="flex items-center justify-end gap-1 max-sm:flex-wrap max-sm:justify-start">
      <EditMember slug={slug} member={member} />
      {own ? (
        <Link href={`/vendor/${slug}/membership`} className={buttonVariants({ variant: "ghost", size: "sm" })}>
          {tMenu("membership")}
        </Link>
      ) : null}
      {own || lastAdmin ? null : (
        <>
          <Button
            variant="ghost"
            size="sm"
            aria-describedby={describedBy}
            pending={pending}
            onClick={() => void (status === "active" ? deactivate() : reactivate())}
          >
            {t(status === "active" ? "deactivate.button" : "reactivate.button")}
          </Button>
          <ConfirmDialog
            trigger={
              <Button variant="dangerGhost" size="sm" aria-describedby={describedBy}>
                {t("remove.button")}
              </Button>
            }
            title={t("remove.title", { name: nameOf(member) })}
            description={t("remove.description")}
            confirmLabel={t("remove.button")}
            pending={removing}
            onConfirm={remove}
          />
        </>
      )}
    </span>
  );
}

/** A toast says what became of it; what can be taken back is offered back. */
function useMemberChanges(slug: string, member: MemberItem) {
  const t = useTranslations("members");
  const router = useRouter();
  const { id } = member;
  const name = nameOf(member);
  const after = { onSuccess: () => router.refresh(), onFailure: () => router.refresh(), about: id };
  const deactivating = useAction(() => deactivateMemberAction(slug, { id }), after);
  const reactivating = useAction(() => reactivateMemberAction(slug, { id }), {
    ...after,
    success: t("reactivate.done", { name }),
  });
  const removal = useAction(() => removeMemberAction(slug, { id }), { ...after, success: t("remove.done", { name }) });
  const deactivate = async () => {
    const result = await deactivating.run();
    if (!result?.ok) return;
    const action = { label: t("deactivate.undo"), onClick: () => void reactivating.run() };
    toast.success(t("deactivate.done", { name }), { about: id, action });
  };
  return {
    deactivate,
    reactivate: reactivating.run,
    remove: removal.run,
    pending: deactivating.pending || reactivating.pending,
    removing: removal.pending,
  };
}
