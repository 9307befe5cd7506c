"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { rememberHomeAction } from "@/lib/auth/actions";

interface HomeLinkProps {
  kind: "shops" | "stores" | "admin";
  href: string;
  label: string;
  hint: string;
  /** The picture. */
  children: ReactNode;
}

export function HomeLink({ kind, href, label, hint, children }: HomeLinkProps) {
  const id = useId();
  return (
    <Link
      href={href}
      prefetch={false}
      onClick={() => void rememberHomeAction({ kind })}
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint`}
      className="flex min-h-16 items-center gap-3 rounded-md border border-border px-4 py-3 transition-colors hover:bg-hover"
    >
      {children}
      <span className="min-w-0 flex-1">
        <span id={`${id}-label`} className="block font-medium text-sm">
          {label}
        </span>
        <span id={`${id}-hint`} className="block text-muted-foreground text-xs">
          {hint}
        </span>
      </span>
      <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted-foreground rtl:rotate-180" />
    </Link>
  );
}
