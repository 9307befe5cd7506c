"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button-variants";

/** A button by name and key (the space bar presses it), a link for new tabs. */
export function AddProductButton({ href, label }: { href: string; label: string }) {
  return (
    <Link
      href={href}
      role="button"
      className={buttonVariants()}
      onKeyDown={(event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        event.currentTarget.click();
      }}
    >
      <Plus aria-hidden="true" />
      {label}
    </Link>
  );
}
