import type { ReactNode } from "react";

export function Label({ htmlFor, children }: { htmlFor: string; children: ReactNode }) {
  return (
    <label htmlFor={htmlFor} className="font-medium text-foreground text-sm">
      {children}
    </label>
  );
}
