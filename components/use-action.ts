"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useEffect, useRef, useState, useTransition } from "react";
import type { ActionResult, Failure } from "@/lib/server/result";
import { toast } from "./ui/toast";
import { untilAnswered } from "./writes-under-way";

interface UseActionOptions<Data> {
  onSuccess?: (data: Data) => void;
  onFailure?: (error: Failure) => void;
  /** What happened, as a toast. */
  success?: string | ((data: Data) => string);
  /** The thing that the toasts are about, by id: a newer one about it replaces them. */
  about?: string;
  /** false where the form shows `error` itself. Errors beside fields are toasted only where no such field is on screen. */
  toastFailure?: boolean;
}

const noFields: Record<string, string> = {};

/**
 * Runs a server action from the browser, one call at a time. Nothing typed is lost: the form is never
 * reset, and what failed stays in `error` and `fieldErrors` until the next run.
 */
export function useAction<Args extends unknown[], Data>(
  action: (...args: Args) => Promise<ActionResult<Data>>,
  options: UseActionOptions<Data> = {},
) {
  const t = useTranslations("ui.error");
  const [pending, startTransition] = useTransition();
  const [error, setError] = useState<Failure | null>(null);
  const running = useRef(false);
  const tellHidden = useTellHidden(error, options.about);

  const settle = (result: ActionResult<Data>) => {
    if (result.ok) {
      const { success } = options;
      if (success)
        toast.success(typeof success === "function" ? success(result.data) : success, { about: options.about });
      options.onSuccess?.(result.data);
      return;
    }
    tellHidden.of(result.error);
    setError(result.error);
    if (!result.error.fields && options.toastFailure !== false) {
      const { message, id } = result.error;
      toast.error(message, { about: options.about, description: id ? t("id", { id }) : undefined });
    }
    options.onFailure?.(result.error);
  };

  const call = (args: Args) =>
    orUnanswered(
      () => action(...args),
      () => (navigator.onLine ? t("unexpected") : t("unreachable")),
    );

  /** Resolves to the result, or to null when a run is still under way. */
  const run = (...args: Args): Promise<ActionResult<Data> | null> => {
    if (running.current) return Promise.resolve(null);
    running.current = true;
    setError(null);
    return new Promise((resolve) => {
      startTransition(async () => {
        try {
          const result = await call(args);
          settle(result);
          resolve(result);
        } finally {
          running.current = false;
          // After a redirect nobody waits for a result; resolving twice does nothing.
          resolve(null);
        }
      });
    });
  };

  /** For <form onSubmit={submit(form => [args])}>; focus goes to the first field that was refused. */
  const submit = (toArgs: (form: FormData) => Args) => async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const result = await run(...toArgs(new FormData(form)));
    if (result && !result.ok) focusFirst(form, Object.keys(result.error.fields ?? {}));
  };

  /** A field that was corrected: its error goes, those of the others stay. */
  const forgive = (field: string) => setError((now) => withoutField(now, field));

  return { run, submit, pending, error, fieldErrors: error?.fields ?? noFields, forgive, clear: () => setError(null) };
}

/**
 * An error that names a field which nobody sees, in a list without a form or in a dialog that has just closed, would go unsaid:
 * once the failure is on screen, or its place is gone, whatever of it cannot be read there is a toast.
 */
function useTellHidden(error: Failure | null, about: string | undefined) {
  const untold = useRef<{ sentences: string[]; about: string | undefined }>(null);
  const [tell] = useState(() => () => {
    const failed = untold.current;
    untold.current = null;
    const hidden = failed?.sentences.filter((sentence) => !isOnScreen(sentence)) ?? [];
    if (hidden.length > 0) toast.error(hidden.join(" "), { about: failed?.about });
  });
  useEffect(() => {
    if (error) tell();
  }, [error, tell]);
  useEffect(() => tell, [tell]);
  return {
    of: ({ fields }: Failure) => {
      untold.current = fields ? { sentences: [...new Set(Object.values(fields))], about } : null;
    },
  };
}

/** Beside a field, or in an alert; not in a part that is folded up. */
function isOnScreen(sentence: string): boolean {
  return Array.from(document.querySelectorAll('[role="alert"]')).some(
    (alert) => alert.checkVisibility() && alert.textContent.includes(sentence),
  );
}

function withoutField(error: Failure | null, field: string): Failure | null {
  if (!error?.fields || !(field in error.fields)) return error;
  const { [field]: _, ...fields } = error.fields;
  return Object.keys(fields).length > 0 ? { ...error, fields } : null;
}

/** What an action answered; without an answer a failure in the words of `say`. */
export async function orUnanswered<Data>(
  ask: () => Promise<ActionResult<Data>>,
  say: () => string,
): Promise<ActionResult<Data>> {
  try {
    return await untilAnswered(ask());
  } catch (thrown) {
    // Redirects travel as errors and belong to Next.
    unstable_rethrow(thrown);
    return { ok: false, error: { code: "unavailable", message: say() } };
  }
}

/** For a form that calls `run` itself. */
export function focusFirst(form: HTMLFormElement, names: string[]): void {
  const field = Array.from(form.elements).find(
    (element) => element instanceof HTMLElement && names.includes(element.getAttribute("name") ?? ""),
  );
  if (field instanceof HTMLElement) field.focus();
}
