"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { SellerPlace } from "@/app/(customer)/sellers/seller-place";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useAction } from "@/components/use-action";
import { requestAccessAction } from "@/lib/customers/actions";
import type { FindableSeller } from "@/lib/customers/schema";
import { SellerState } from "./seller-state";

export function SellerCard({ seller }: { seller: FindableSeller }) {
  const t = useTranslations("sellers");
  const headingId = useId();
  const { slug, name, logo, trade, town, description, state } = seller;
  return (
    <li aria-labelledby={headingId} className="flex flex-col gap-3 rounded-lg border border-border bg-card p-4">
      <div className="flex items-start gap-3">
        <Avatar name={name} src={logo} size="lg" square />
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          <h2 id={headingId} className="break-words font-semibold text-base">
            {name}
          </h2>
          <SellerPlace trade={trade} town={town} />
        </div>
        {state ? <SellerState state={state} /> : null}
      </div>
      {description ? (
        <p dir="auto" className="line-clamp-3 text-pretty text-sm">
          {description}
        </p>
      ) : null}
      {state === null ? <RequestAccess slug={slug} name={name} headingId={headingId} /> : null}
      {state === "approved" ? (
        <Link href={`/s/${slug}`} className={buttonVariants({ variant: "secondary", className: "mt-auto self-start" })}>
          {t("visit")}
        </Link>
      ) : null}
    </li>
  );
}

function RequestAccess({ slug, name, headingId }: { slug: string; name: string; headingId: string }) {
  const t = useTranslations("sellers.findPage");
  const router = useRouter();
  const [note, setNote] = useState<string | null>(null);
  const { run, pending, fieldErrors } = useAction(() => requestAccessAction({ seller: slug, note: note ?? "" }), {
    success: t("sent", { seller: name }),
    onSuccess: () => router.refresh(),
    onFailure: (error) => (error.fields ? undefined : router.refresh()),
  });
  return (
    <div className="mt-auto flex flex-col gap-3">
      {note === null ? null : (
        <Field label={t("note")} hint={t("noteHint")} error={fieldErrors.note} optional>
          <Textarea rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} autoFocus />
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button pending={pending} onClick={() => run()} aria-describedby={headingId}>
          {t("request")}
        </Button>
        {note === null ? (
          <Button variant="ghost" onClick={() => setNote("")} aria-describedby={headingId}>
            {t("addNote")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
