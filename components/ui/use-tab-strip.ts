"use client";

import { useEffect, useRef, useState } from "react";
import { cn } from "@/lib/cn";

const whole = { before: false, after: false };

/** Tabs in one line that scrolls; where it goes on beyond an edge it fades, and the current tab is in sight. */
export function useTabStrip<Strip extends HTMLElement>() {
  const ref = useRef<Strip>(null);
  const [cut, setCut] = useState(whole);
  useEffect(() => {
    const strip = ref.current;
    if (!strip) return;
    const measure = () => {
      // Counts down from 0 where one reads from right to left.
      const at = Math.abs(strip.scrollLeft);
      setCut({ before: at > 1, after: at < strip.scrollWidth - strip.clientWidth - 1 });
    };
    showCurrent(strip);
    const observer = new ResizeObserver(measure);
    observer.observe(strip);
    strip.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      strip.removeEventListener("scroll", measure);
    };
  }, []);
  const className = cn(
    "flex gap-1 overflow-x-auto border-border border-b [scrollbar-width:none]",
    cut.before && "ltr:mask-l-from-[calc(100%-3rem)] rtl:mask-r-from-[calc(100%-3rem)]",
    cut.after && "ltr:mask-r-from-[calc(100%-3rem)] rtl:mask-l-from-[calc(100%-3rem)]",
  );
  return { ref, className };
}

/** Moves the strip alone, never the page. */
function showCurrent(strip: HTMLElement): void {
  const current = strip.querySelector("[data-state=active]")?.getBoundingClientRect();
  const box = strip.getBoundingClientRect();
  if (current) strip.scrollLeft += current.left + current.width / 2 - (box.left + box.width / 2);
}
