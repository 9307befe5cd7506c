"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "@/lib/cn";

const whole = { before: false, after: false };

/** Tabs in one line that scrolls; where it goes on beyond an edge it fades, and the current tab is in sight. */
export function TabStrip({ label, children }: { label: string; children: ReactNode }) {
  const strip = useRef<HTMLElement>(null);
  const [cut, setCut] = useState(whole);
  useEffect(() => {
    const element = strip.current;
    if (!element) return;
    const measure = () => {
      // Counts down from 0 where one reads from right to left.
      const at = Math.abs(element.scrollLeft);
      setCut({ before: at > 1, after: at < element.scrollWidth - element.clientWidth - 1 });
    };
    showCurrent(element);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, []);
  return (
    <nav
      ref={strip}
      aria-label={label}
      className={cn(
        "flex gap-1 overflow-x-auto border-border border-b [scrollbar-width:none]",
        cut.before && "ltr:mask-l-from-[calc(100%-3rem)] rtl:mask-r-from-[calc(100%-3rem)]",
        cut.after && "ltr:mask-r-from-[calc(100%-3rem)] rtl:mask-l-from-[calc(100%-3rem)]",
      )}
    >
      {children}
    </nav>
  );
}

/** Moves the strip alone, never the page. */
function showCurrent(strip: HTMLElement): void {
  const current = strip.querySelector("[aria-current]")?.getBoundingClientRect();
  const box = strip.getBoundingClientRect();
  if (current) strip.scrollLeft += current.left + current.width / 2 - (box.left + box.width / 2);
}
