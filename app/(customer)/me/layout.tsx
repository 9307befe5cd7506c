import { type ReactNode, Suspense } from "react";
import { AccountShell } from "@/app/(customer)/account-shell";
import { ClientMessages } from "@/components/client-messages";
import MeLoading from "./loading";

export default function MeLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={<MeLoading />}>
      <AccountShell>
        <ClientMessages namespaces={["me", "auth"]}>{children}</ClientMessages>
      </AccountShell>
    </Suspense>
  );
}
