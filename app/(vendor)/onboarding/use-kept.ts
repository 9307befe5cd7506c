"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { orUnanswered } from "@/components/use-action";
import { beginOpeningAction, keepTypedAction } from "@/lib/onboarding/actions";
import type { KeptStep } from "@/lib/onboarding/rules";
import type { DraftInput } from "@/lib/onboarding/schema";
import type { Failure } from "@/lib/server/result";

type Values = Record<string, string>;

const PAUSE = 800;
/** Guesses alone begin no draft. */
const TYPED = ["name", "legalName", "registrationNumber"];

/**
 * Keeps what is typed in a step, valid or not, while one types: on the server, so that it is there after a reload and on another device.
 * One save at a time. Where there is no draft yet, the first words begin one.
 */
export function useKept(slug: string | null, step: KeptStep, initial: Values) {
  const t = useTranslations("ui.error");
  const [state, setState] = useState<"idle" | "saving" | "kept" | "failed">("idle");
  const [failure, setFailure] = useState<Failure | null>(null);
  const draft = useRef(slug);
  const last = useRef(JSON.stringify(initial));
  /** What is on its way, and the newest that waits for it: what was typed in between is not sent at all. */
  const saving = useRef<Promise<void>>(null);
  const waiting = useRef<Values>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = async (values: Values) => {
    const say = () => (navigator.onLine ? t("unexpected") : t("unreachable"));
    if (!draft.current) {
      const begun = await orUnanswered(() => beginOpeningAction({ values }), say);
      if (!begun.ok) return begun.error;
      draft.current = begun.data.slug;
      // A reload, or the address sent to another device, finds the draft.
      window.history.replaceState(null, "", `/onboarding/${begun.data.slug}/${step}`);
      return null;
    }
    const seller = draft.current;
    const kept = await orUnanswered(() => keepTypedAction(seller, { step, values } as DraftInput), say);
    return kept.ok ? null : kept.error;
  };

  const drain = async () => {
    try {
      for (let values = waiting.current; values; values = waiting.current) {
        waiting.current = null;
        const failed = await send(values);
        // What was not kept is tried again with the next change.
        if (failed) last.current = "";
        setFailure(failed);
        setState(failed ? "failed" : "kept");
      }
    } finally {
      saving.current = null;
    }
  };

  /** Resolves when everything typed so far is kept, or could not be. */
  const keep = async (values: Values, anyway = false): Promise<void> => {
    clearTimeout(timer.current);
    const text = JSON.stringify(values);
    const worth = draft.current !== null || TYPED.some((name) => values[name]?.trim());
    if (anyway || (worth && text !== last.current)) {
      last.current = text;
      waiting.current = values;
      setState("saving");
      saving.current ??= drain();
    }
    await saving.current;
  };

  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    state,
    failure,
    keep,
    /** The same, once one pauses. */
    keepSoon: (values: () => Values | null) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const typed = values();
        if (typed) void keep(typed);
      }, PAUSE);
    },
    /** Before the step is saved as a whole: what is on its way arrives first, and a draft is begun where there is none; null where that was refused. */
    draftOf: async (values: Values): Promise<string | null> => {
      clearTimeout(timer.current);
      if (!draft.current) await keep(values, true);
      // What is saved as a whole need not be kept besides, nor when leaving the page takes the focus.
      waiting.current = null;
      last.current = JSON.stringify(values);
      await saving.current;
      return draft.current;
    },
  };
}
