import { Download, Printer, QrCode as QrCodeIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime } from "@/components/date-time";
import { QrCode } from "@/components/qr-code";
import { Badge } from "@/components/ui/badge";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { qrSvg } from "@/lib/share-links/qr";
import type { ShareLinkItem } from "@/lib/share-links/schema";
import { CopyLink, RevokeShareLink } from "./share-link-actions";

interface ShareLinksProps {
  store: { slug: string; timeZone: string };
  links: ShareLinkItem[];
  /** How a new one is made, for whoever may. */
  create: ReactNode;
}

/** Public addresses for posters and counters, and what came of each. */
export function ShareLinks({ store, links, create }: ShareLinksProps) {
  const t = useTranslations("share-links");
  if (links.length === 0)
    return <EmptyState icon={QrCodeIcon} title={t("emptyTitle")} description={t("empty")} action={create} />;
  return (
    <Card>
      <ul className="divide-y divide-border">
        {links.map((link) => (
          <ShareLinkRow key={link.id} store={store} link={link} mayWrite={create !== null} />
        ))}
      </ul>
    </Card>
  );
}

interface ShareLinkRowProps extends Pick<ShareLinksProps, "store"> {
  link: ShareLinkItem;
  mayWrite: boolean;
}

function ShareLinkRow({ store, link, mayWrite }: ShareLinkRowProps) {
  const t = useTranslations("share-links");
  const { id, label, address, createdBy, createdAt, revokedAt, requests, approved } = link;
  return (
    <li className="flex flex-wrap items-start gap-4 p-4">
      {revokedAt ? null : (
        <QrCode
          text={address}
          label={t("qr", { label })}
          className="size-24 shrink-0 rounded-md border border-border"
        />
      )}
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-1 text-sm">
        <p className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 break-words font-medium">{label}</span>
          {revokedAt ? <Badge tone="danger">{t("revoked")}</Badge> : null}
        </p>
        {revokedAt ? null : (
          <p dir="ltr" className="break-all text-muted-foreground text-xs rtl:text-end">
            {address}
          </p>
        )}
        <p className="tabular-nums">
          {t("requests", { count: requests })}
          {requests > 0 ? `, ${t("approved", { count: approved })}` : null}
        </p>
        <p className="text-muted-foreground text-xs">
          {t.rich(revokedAt ? "revokedOn" : createdBy ? "createdOn" : "createdNobodyOn", {
            name: createdBy ?? "",
            date: () => <DateTime value={revokedAt ?? createdAt} timeZone={store.timeZone} />,
          })}
        </p>
      </div>
      {revokedAt ? null : (
        <div className="flex flex-wrap items-center gap-1">
          <CopyLink address={address} />
          <a
            href={`data:image/svg+xml,${encodeURIComponent(qrSvg(address))}`}
            download={`${label}.svg`}
            className={buttonVariants({ variant: "ghost", size: "sm" })}
          >
            <Download aria-hidden="true" />
            {t("download")}
          </a>
          <Link
            href={`/vendor/${store.slug}/invites/poster?link=${id}`}
            className={buttonVariants({ variant: "ghost", size: "sm" })}
          >
            <Printer aria-hidden="true" />
            {t("poster")}
          </Link>
          {mayWrite ? <RevokeShareLink slug={store.slug} id={id} label={label} /> : null}
        </div>
      )}
    </li>
  );
}
