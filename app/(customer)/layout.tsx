import type { ReactNode } from "react";

/** Every place of a customer has a shell of its own: the shop's, the dashboard's, the own page's. */
export default function CustomerLayout({ children }: { children: ReactNode }) {
  return children;
}
