"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** All tabs of this browser hear one another here: "look again whether you may show what you show". */
const CHANNEL = "tradehall";
/** A tab that is looked at often does not ask each time. */
const PAUSE = 5_000;

export interface TabWatchProps {
  /** Answers `{ place }` to whoever may be here, and an error to everybody else. */
  url: string;
  place: string;
}

/**
 * Leaves a page that its person may see no more: signed out in another tab, removed, deactivated. Asked whenever the tab is looked at again, when another tab says
 * so, and when a list is refused.
 */
export function TabWatch({ url, place }: TabWatchProps) {
  const router = useRouter();
  useEffect(() => {
    let asked = Number.NEGATIVE_INFINITY;
    const channel = new BroadcastChannel(CHANNEL);
    const check = async (pause: number) => {
      if (document.visibilityState === "hidden" && pause > 0) return;
      if (performance.now() - asked < pause) return;
      asked = performance.now();
      const now = await readPlace(url);
      if (now === undefined || now === place) return;
      if (now !== null) return router.refresh();
      channel.postMessage("look again");
      window.location.reload();
    };
    const onLook = () => void check(PAUSE);
    const onTold = () => void check(0);
    channel.addEventListener("message", onTold);
    window.addEventListener("focus", onLook);
    document.addEventListener("visibilitychange", onLook);
    window.addEventListener(REFUSED, onTold);
    return () => {
      channel.close();
      window.removeEventListener("focus", onLook);
      document.removeEventListener("visibilitychange", onLook);
      window.removeEventListener(REFUSED, onTold);
    };
  }, [url, place, router]);
  return null;
}

/** Null: one may not be here. Undefined: nobody knows, the network or the server fails. */
async function readPlace(url: string): Promise<string | null | undefined> {
  try {
    const response = await fetch(url, { headers: { accept: "application/json" }, cache: "no-store" });
    if ([401, 403, 404].includes(response.status)) return null;
    return response.ok ? (await response.json()).place : undefined;
  } catch {
    return undefined;
  }
}

const REFUSED = "tradehall:refused";

/** A list was refused: perhaps the whole page is. */
export function tellRefused(): void {
  window.dispatchEvent(new Event(REFUSED));
}

/** On pages that one is led to when one may no longer be where one was: the other tabs look whether they still may. */
export function TellTabs() {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage("look again");
    channel.close();
  }, []);
  return null;
}
