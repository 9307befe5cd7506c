"use client";

import { type RefObject, useLayoutEffect } from "react";

const FOCUSABLE = "a[href],button:not(:disabled),input:not(:disabled),select,textarea";

/** Where focus can go when `from` is about to go: the row after it, the row before it, at last the page's content. */
export function placesBeside(from: Element): Element[] {
  const row = from.closest("tr, li");
  const places = [row?.nextElementSibling, row?.previousElementSibling, document.querySelector("main")];
  return places.filter((place): place is Element => place instanceof Element);
}

/** Into the first of these places that is still there. */
export function focusIn(places: readonly Element[]): void {
  const place = places.find(({ isConnected }) => isConnected);
  const target = place?.matches("[tabindex]") ? place : place?.querySelector(FOCUSABLE);
  if (target instanceof HTMLElement) target.focus();
}

/** Whoever works by keyboard keeps their place when what they have just used goes away, such as the row that they decided about. */
export function useFocusBeside(
  ref: RefObject<HTMLElement | null>,
  placesOf: (from: Element) => Element[] = placesBeside,
) {
  useLayoutEffect(() => {
    const element = ref.current;
    // Before the browser has removed anything: afterwards nobody knows what had the focus.
    return () => {
      if (element?.contains(document.activeElement)) focusIn(placesOf(element));
    };
  }, [ref, placesOf]);
}
