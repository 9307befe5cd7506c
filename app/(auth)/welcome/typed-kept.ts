import { type RefObject, useEffect } from "react";

const KEY = "welcome";
const FIELDS = ["name", "company"];

/** What is typed here is kept in this tab, through a reload and an interrupted sign-in; a browser that keeps nothing does without. */
export function useTypedKept(form: RefObject<HTMLFormElement | null>, userId: string) {
  useEffect(() => {
    const shown = form.current;
    if (!shown) return;
    fill(shown, read(userId));
    const keep = () => write(userId, new FormData(shown));
    shown.addEventListener("input", keep);
    return () => shown.removeEventListener("input", keep);
  }, [form, userId]);
}

export function forgetTyped(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept either.
  }
}

/** What was typed before the script was there stays. */
function fill(form: HTMLFormElement, kept: Record<string, unknown>): void {
  for (const name of FIELDS) {
    const field = form.elements.namedItem(name);
    const text = kept[name];
    if (field instanceof HTMLInputElement && typeof text === "string" && field.value === field.defaultValue)
      field.value = text;
  }
}

/** Of whoever was signed in here before nothing is shown to the next one. */
function read(userId: string): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null && "userId" in kept && kept.userId === userId ? { ...kept } : {};
  } catch {
    return {};
  }
}

function write(userId: string, form: FormData): void {
  const typed = Object.fromEntries(FIELDS.map((name) => [name, String(form.get(name) ?? "")]));
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ userId, ...typed }));
  } catch {
    // Full or forbidden.
  }
}
