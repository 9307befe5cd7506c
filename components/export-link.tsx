"use client";

import { Download } from "lucide-react";
import { createContext, type ReactNode, useContext } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/lib/cn";

const Allowed = createContext(true);

/** An operator who looks into a store may not be one who takes lists away. */
export function ExportsAllowed({ allowed, children }: { allowed: boolean; children: ReactNode }) {
  return <Allowed value={allowed}>{children}</Allowed>;
}

export interface ExportLinkProps {
  href: string;
  label: string;
  className?: string;
  /** Only its sign on a phone. */
  compact?: boolean;
}

/** What a list shows, as a file. */
export function ExportLink({ href, label, className, compact = false }: ExportLinkProps) {
  if (!useContext(Allowed)) return null;
  return (
    <a
      href={href}
      download
      className={cn(buttonVariants({ variant: "secondary" }), compact && "max-sm:size-11 max-sm:p-0", className)}
    >
      <Download aria-hidden="true" />
      <span className={cn(compact && "max-sm:sr-only")}>{label}</span>
    </a>
  );
}
