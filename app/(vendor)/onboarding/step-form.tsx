"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, type RefObject, useRef } from "react";
import type { ZodType } from "zod";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { focusFirst, useAction } from "@/components/use-action";
import type { FormStep, Step } from "@/lib/onboarding/rules";
import type { ActionResult } from "@/lib/server/result";
import { useKept } from "./use-kept";

interface StepFormProps<Name extends string> {
  /** Null before the draft is begun. */
  slug: string | null;
  step: FormStep;
  initial: Record<Name, string>;
  read: (form: FormData) => Record<Name, string>;
  /** What of it is not valid, by name. */
  wrong: (values: Record<Name, string>) => readonly string[];
  save: (slug: string, values: Record<Name, string>) => Promise<ActionResult<{ slug: string; next: Step }>>;
  back?: ReactNode;
  children: (errors: Record<string, string>, form: RefObject<HTMLFormElement | null>) => ReactNode;
}

/** A step that is a form: kept while one types, checked and saved with its button. */
export function StepForm<Name extends string>(props: StepFormProps<Name>) {
  const { slug, step, initial, read, wrong, save, back, children } = props;
  const t = useTranslations("onboarding");
  const form = useRef<HTMLFormElement>(null);
  const { state, failure, keep, keepSoon, draftOf } = useKept(slug, step, initial);
  /** Null once the form is gone or hidden, which takes the focus from it, too. */
  const values = () => form.current && read(new FormData(form.current));
  const { run, pending, error, fieldErrors, forgive } = useAction(save, {
    // A whole document: the address may have changed, and nothing of the old one is shown again.
    onSuccess: (saved) => window.location.assign(`/onboarding/${saved.slug}/${saved.next}`),
    toastFailure: false,
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = read(new FormData(event.currentTarget));
    const draft = await draftOf(typed);
    if (!draft) return;
    const result = await run(draft, typed);
    if (!result || result.ok) return;
    void keep(typed, true);
    if (form.current) focusFirst(form.current, Object.keys(result.error.fields ?? {}));
  };
  /** An error beside a field goes as soon as the field is valid; what only the server knows comes back with the next save. */
  const recheck = ({ target }: FormEvent<HTMLFormElement>) => {
    const name = target instanceof Element ? target.getAttribute("name") : null;
    const typed = name !== null && name in fieldErrors ? values() : null;
    if (name !== null && typed && !wrong(typed).includes(name)) forgive(name);
  };
  const failed = error && Object.keys(fieldErrors).length === 0 ? error : state === "failed" ? failure : null;
  return (
    <form
      ref={form}
      noValidate
      method="post"
      onSubmit={submit}
      onBlur={() => {
        const typed = values();
        if (typed) void keep(typed);
      }}
      onInput={(event) => {
        keepSoon(values);
        recheck(event);
      }}
      onChange={recheck}
      className="flex flex-col gap-5"
    >
      {failed ? (
        <Alert tone="danger" live>
          {failed.message}
        </Alert>
      ) : null}
      {children(fieldErrors, form)}
      <div className="flex flex-wrap items-center gap-3 border-border border-t pt-4">
        {/* A line of its own that is always there: what appears on leaving a field moves no button from under the finger. */}
        <p role="status" className="min-h-4 basis-full text-muted-foreground text-xs">
          {state === "saving" || state === "kept" ? t(`kept.${state}`) : null}
        </p>
        {back}
        <Button type="submit" pending={pending} className="ms-auto">
          {t("saveAndGoOn")}
        </Button>
      </div>
    </form>
  );
}

export function wrongFields(schema: ZodType, input: unknown): string[] {
  return schema.safeParse(input).error?.issues.map(({ path }) => String(path[0])) ?? [];
}

/** A form's texts by name. */
export function textsOf<Name extends string>(form: FormData, names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? "")])) as Record<Name, string>;
}
