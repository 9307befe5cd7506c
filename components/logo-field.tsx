"use client";

import { ImageUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { LOGO_SIDE, MAX_PICTURE_BYTES, PICTURE_TYPES } from "@/lib/files/rules";
import { Ground } from "./ground";
import { Avatar } from "./ui/avatar";
import { Button } from "./ui/button";
import { FieldError } from "./ui/field";

export interface LogoFieldProps {
  /** The store's slug; its members upload with the right `settings.write`. */
  seller: string;
  /** Whose initials stand where there is no logo. */
  name: string;
  logo: string | null;
  /** Called once it is saved. */
  onChange: (logo: string | null) => void;
}

const MEGABYTES = MAX_PICTURE_BYTES / 1_000_000;

/** A picture, chosen or dropped, is saved at once; so is its removal. Needs the namespace `brand`. */
export function LogoField({ seller, name, logo, onChange }: LogoFieldProps) {
  const t = useTranslations("brand.logo");
  const tErrors = useTranslations("brand.errors");
  const { send, pending, error, done } = useLogo(seller, onChange);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = (file: File | undefined) => {
    if (file && file.size > MAX_PICTURE_BYTES) send(tErrors("large", { megabytes: MEGABYTES }));
    else if (file) send(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    // Dropping is a shortcut for the button inside, which works by keyboard.
    <fieldset
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <legend className="mb-1.5 font-medium text-sm">{t("label")}</legend>
      <div
        className={cn(
          "flex flex-wrap items-center gap-4 rounded-md border border-input border-dashed p-3",
          over && "border-ring bg-brand-soft",
        )}
      >
        <Grounds name={name} logo={logo} />
        <div className="flex flex-wrap items-center gap-2">
          <input
            ref={input}
            type="file"
            tabIndex={-1}
            aria-label={t("label")}
            accept={PICTURE_TYPES.join(",")}
            className="sr-only"
            onChange={(event) => {
              take(event.target.files?.[0]);
              // The same file can be chosen again.
              event.target.value = "";
            }}
          />
          <Button
            variant="secondary"
            pending={pending}
            aria-describedby={error ? `${id}-error` : `${id}-hint`}
            onClick={() => input.current?.click()}
          >
            <ImageUp aria-hidden="true" />
            {logo ? t("replace") : t("choose")}
          </Button>
          {logo ? (
            <Button variant="ghost" size="icon" aria-label={t("remove")} pending={pending} onClick={() => send(null)}>
              <Trash2 aria-hidden="true" />
            </Button>
          ) : (
            <span className="text-muted-foreground text-xs max-sm:hidden">{t("drop")}</span>
          )}
        </div>
      </div>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      <p id={`${id}-hint`} className="text-muted-foreground text-xs">
        {t("hint", { megabytes: MEGABYTES })}
      </p>
      {/* Said here, where one looks, and not over the fields beneath. */}
      <p role="status" className={cn("text-muted-foreground text-xs", !done && "sr-only")}>
        {pending ? t("saving") : done ? t(done) : ""}
      </p>
    </fieldset>
  );
}

/** Customers choose between light and dark: a logo has to be seen in both. */
function Grounds({ name, logo }: { name: string; logo: string | null }) {
  const t = useTranslations("brand.logo");
  if (!logo) return <Avatar name={name} size="lg" square className="size-16 text-base" />;
  return (
    <div className="flex gap-2">
      {(["light", "dark"] as const).map((ground) => (
        <Ground key={ground} theme={ground} className="p-1.5">
          <picture className="contents">
            <img
              src={logo}
              alt={t(ground)}
              width={LOGO_SIDE}
              height={LOGO_SIDE}
              className="size-14 rounded-md object-contain"
            />
          </picture>
        </Ground>
      ))}
    </div>
  );
}

/** Saves a picture or its removal (null), one at a time; a text is said as the error that it is. */
function useLogo(seller: string, onChange: (logo: string | null) => void) {
  const t = useTranslations("brand");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [done, setDone] = useState<"saved" | "removed" | null>(null);
  const ask = async (file: File | null) => {
    setPending(true);
    setError(null);
    setDone(null);
    try {
      const logo = await sendLogo(seller, file, t("errors.unreachable"));
      setDone(file ? "saved" : "removed");
      onChange(logo);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : t("errors.unreachable"));
    } finally {
      setPending(false);
    }
  };
  const send = (what: File | string | null) => {
    if (typeof what === "string") setError(what);
    else if (!pending) void ask(what);
  };
  return { send, pending, error, done };
}

/** Throws what the server says of the picture, in the reader's words. */
async function sendLogo(seller: string, file: File | null, unreachable: string): Promise<string | null> {
  const init = file ? { method: "POST", body: file } : { method: "DELETE" };
  const answer = await fetch(`/api/vendor/${seller}/logo`, init).catch(() => null);
  const body = await answer?.json().catch(() => null);
  if (!answer?.ok) throw new Error(body?.error?.fields?.logo ?? body?.error?.message ?? unreachable);
  return body?.logo ?? null;
}
