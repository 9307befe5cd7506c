"use client";

import { Provider as DirectionProvider } from "radix-ui/direction";
import { Provider as TooltipProvider } from "radix-ui/tooltip";
import type { ReactNode } from "react";
import { Toaster } from "./ui/toast";

export function AppProviders({ direction, children }: { direction: "ltr" | "rtl"; children: ReactNode }) {
  return (
    <DirectionProvider dir={direction}>
      <TooltipProvider delayDuration={300}>
        {children}
        <Toaster />
      </TooltipProvider>
    </DirectionProvider>
  );
}
