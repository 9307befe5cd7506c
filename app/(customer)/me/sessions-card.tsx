"use client";

import { CircleCheck, Laptop, Smartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAction } from "@/components/use-action";
import { endOtherSessionsAction, endSessionAction, signOutAction } from "@/lib/auth/actions";

interface Session {
  id: string;
  browser: string | null;
  system: string | null;
  ip: string | null;
  lastSeenAt: Date;
  current: boolean;
}

interface SessionsCardProps {
  sessions: Session[];
  /** Of the server: how long ago is told by one clock. */
  now: Date;
}

export function SessionsCard({ sessions, now }: SessionsCardProps) {
  const t = useTranslations("me.sessions");
  const others = sessions.filter((session) => !session.current).length;
  return (
    <Card>
      <CardHeader
        title={t("title")}
        description={t("description")}
        actions={others > 0 ? <SignOutOthers count={others} /> : null}
      />
      <ul className="divide-y divide-border">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} now={now} />
        ))}
      </ul>
    </Card>
  );
}

function SessionRow({ session, now }: { session: Session; now: Date }) {
  const t = useTranslations("me.sessions");
  const format = useFormatter();
  const router = useRouter();
  const id = useId();
  const end = useAction(endSessionAction, { success: t("ended"), onSuccess: () => router.refresh() });
  const leave = useAction(() => signOutAction());
  const { browser, system, ip, lastSeenAt, current } = session;
  const Icon = /android|ios/i.test(system ?? "") ? Smartphone : Laptop;
  const device = browser && system ? t("device", { browser, system }) : (browser ?? system ?? t("unknown"));
  const seen = lastSeenAt > now ? now : lastSeenAt;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <div id={id} className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {current ? (
            <Badge tone="success" icon={CircleCheck}>
              {t("this")}
            </Badge>
          ) : null}
        </p>
        <p className="text-muted-foreground text-xs">
          {ip ? <bdi className="tabular-nums">{ip}</bdi> : null}
          {ip ? " · " : null}
          {t("seen")} <time dateTime={lastSeenAt.toISOString()}>{format.relativeTime(seen, now)}</time>
        </p>
      </div>
      <Button
        variant="secondary"
        size="sm"
        className="max-sm:h-11 max-sm:w-full"
        aria-describedby={id}
        pending={end.pending || leave.pending}
        onClick={() => (current ? leave.run() : end.run({ sessionId: session.id }))}
      >
        {t("signOut")}
      </Button>
    </li>
  );
}

function SignOutOthers({ count }: { count: number }) {
  const t = useTranslations("me.sessions");
  const router = useRouter();
  const { run, pending } = useAction(() => endOtherSessionsAction(), {
    success: ({ ended }) => t("othersEnded", { count: ended }),
    onSuccess: () => router.refresh(),
  });
  return (
    <ConfirmDialog
      trigger={
        <Button variant="secondary" size="sm" className="max-sm:h-11">
          {t("signOutOthers")}
        </Button>
      }
      title={t("signOutOthersTitle")}
      description={t("signOutOthersDescription", { count })}
      confirmLabel={t("signOutOthers")}
      pending={pending}
      onConfirm={async () => (await run())?.ok}
    />
  );
}
