import { z } from "zod";

/** The steps of opening a shop, in their order. Browser-safe. */
export const STEPS = ["business", "shop", "clients", "members", "review"] as const;
export type Step = (typeof STEPS)[number];
/** Steps that are forms: what is typed there is kept even while it is not valid. */
export type FormStep = "business" | "shop";
/** Besides, rows that were pasted for the client list and not imported yet. */
export type KeptStep = FormStep | "clients";
/** Of pasted rows this many letters are kept: more is a file. */
export const MAX_PASTED = 50_000;

/** One user's shops that are not open yet. */
export const MAX_UNOPENED = 5;

export function stepNamed(text: string): Step | null {
  return STEPS.find((step) => step === text) ?? null;
}

const typed = z.record(z.string(), z.string());
const stored = z.object({
  done: z.array(z.enum(STEPS).catch("review")).catch([]),
  drafts: z
    .object({
      business: typed.optional().catch(undefined),
      shop: typed.optional().catch(undefined),
      /** `rows`, sealed. */
      clients: typed.optional().catch(undefined),
    })
    .catch({}),
  /** Its address before it had chosen one: pages that were left open there lead on. */
  was: z.string().optional().catch(undefined),
});
/** What `sellers.onboarding` says: steps that were saved, and what was typed since. */
export type Onboarding = z.output<typeof stored>;

export function readOnboarding(raw: unknown): Onboarding {
  const read = stored.safeParse(raw);
  return read.success ? read.data : { done: [], drafts: {} };
}

/** The first step that is missing: where one resumes, and where whoever skips ahead is led. */
export function firstMissing({ done }: Pick<Onboarding, "done">): Step {
  return STEPS.find((step) => step !== "review" && !done.includes(step)) ?? "review";
}

export function mayOpenStep(step: Step, onboarding: Pick<Onboarding, "done">): boolean {
  return STEPS.indexOf(step) <= STEPS.indexOf(firstMissing(onboarding));
}

export function nextStep(step: Step): Step {
  return STEPS[STEPS.indexOf(step) + 1] ?? "review";
}

export function withDone(onboarding: Onboarding, step: Step): Onboarding {
  const { [step as KeptStep]: _, ...drafts } = onboarding.drafts;
  return { ...onboarding, done: STEPS.filter((one) => one === step || onboarding.done.includes(one)), drafts };
}
