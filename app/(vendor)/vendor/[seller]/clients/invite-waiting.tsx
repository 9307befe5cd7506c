"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { InviteOptions, type InviteWordsProps } from "@/components/invite/invite-options";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { useAction } from "@/components/use-action";
import { countWaitingAction, inviteWaitingAction } from "@/lib/clients/actions";
import { INVITE_CHANNELS } from "@/lib/invites/rules";

type InviteWaitingProps = { slug: string } & Pick<InviteWordsProps, "preview" | "lastWords">;

/** Invites the whole list but for those who are in; the work goes on as a job with a page of its own. */
export function InviteWaiting({ slug, preview, lastWords }: InviteWaitingProps) {
  const t = useTranslations("clients.inviteAll");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { submit, pending, fieldErrors } = useAction(
    (input: Parameters<typeof inviteWaitingAction>[1]) => inviteWaitingAction(slug, input),
    {
      onSuccess: ({ importId }) => {
        // The page is kept behind the next one: the dialog must not be.
        setOpen(false);
        router.push(`/vendor/${slug}/imports/${importId}`);
      },
    },
  );
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary">
          <Send aria-hidden="true" />
          {t("button")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <form
          noValidate
          onSubmit={submit((form) => [
            {
              channel: INVITE_CHANNELS.find((channel) => channel === form.get("channel")),
              message: String(form.get("message") ?? ""),
            },
          ])}
          className="flex flex-col gap-4"
        >
          <Outlook slug={slug} />
          <InviteOptions preview={preview} lastWords={lastWords} error={fieldErrors.message} />
          <DialogFooter>
            <Button type="submit" pending={pending}>
              {t("confirm")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** How many are invited, and by which way: counted when it is asked for, not with every look at the list. */
function Outlook({ slug }: { slug: string }) {
  const t = useTranslations("clients.inviteAll.count");
  const [count, setCount] = useState<Awaited<ReturnType<typeof countWaitingAction>> | null>(null);
  useEffect(() => {
    let gone = false;
    void countWaitingAction(slug, {}).then((result) => gone || setCount(result));
    return () => {
      gone = true;
    };
  }, [slug]);
  if (!count) return <p className="text-muted-foreground text-sm">{t("counting")}</p>;
  if (!count.ok) return null;
  const { people, ...ways } = count.data;
  return (
    <div className="rounded-md bg-muted px-4 py-3 text-sm tabular-nums" role="status">
      <p className="font-medium">{people === 0 ? t("nobody") : t("people", { count: people })}</p>
      {(["sms", "email", "both"] as const).map((way) =>
        ways[way] > 0 ? <p key={way}>{t(way, { count: ways[way] })}</p> : null,
      )}
    </div>
  );
}
