"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { BEAT_SECONDS, MAX_BEAT_SECONDS } from "@/lib/visits/rules";

const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"] as const;

/**
 * Tells the seller's shop how long this page is looked at: every few seconds while it is on top and somebody moves in it, and once more on leaving.
 * A tab that was left open tells nothing.
 */
export function VisitBeacon({ slug }: { slug: string }) {
  const path = usePathname();
  const query = useSearchParams().toString();
  const page = query ? `${path}?${query}` : path;
  useEffect(() => watch(`/api/s/${slug}/visit`, page), [slug, page]);
  return null;
}

function watch(url: string, page: string): () => void {
  const stop = new AbortController();
  let since = performance.now();
  // Opening the page is a sign of life.
  let moved = true;
  const tell = () => {
    const seconds = Math.min(MAX_BEAT_SECONDS, Math.round((performance.now() - since) / 1000));
    since = performance.now();
    if (!moved || seconds === 0) return;
    moved = false;
    navigator.sendBeacon(url, new Blob([JSON.stringify({ page, seconds })], { type: "application/json" }));
  };
  const move = () => {
    moved = true;
  };
  const look = () => {
    if (document.visibilityState === "hidden") tell();
    else since = performance.now();
  };
  const options = { signal: stop.signal, passive: true, capture: true };
  for (const sign of SIGNS) window.addEventListener(sign, move, options);
  document.addEventListener("visibilitychange", look, options);
  const timer = setInterval(() => document.visibilityState === "visible" && tell(), BEAT_SECONDS * 1000);
  return () => {
    if (document.visibilityState === "visible") tell();
    stop.abort();
    clearInterval(timer);
  };
}
