import { globSync, readFileSync } from "node:fs";
import type { Door } from "@/prisma/factories/actors";

/** Every page and every method of every route handler of app/, and who is let in. A file or method that is missing here fails the test. */
export const PAGES: Record<string, Door> = {
  "app/page.tsx": "anybody",
  "app/dev/inbox/page.tsx": "anybody",
  "app/(auth)/sign-in/page.tsx": "anybody",
  "app/(auth)/invite/[seller]/[token]/page.tsx": "anybody",
  "app/(auth)/join/[seller]/[code]/page.tsx": "anybody",
  "app/(auth)/second-proof/page.tsx": "signed in",
  "app/(auth)/choose/page.tsx": "signed in",
  "app/(auth)/welcome/page.tsx": "signed in",
  "app/(customer)/me/page.tsx": "signed in",
  "app/(customer)/sellers/page.tsx": "signed in",
  "app/(customer)/sellers/find/page.tsx": "signed in",
  "app/(customer)/s/[seller]/page.tsx": "shop",
  "app/(customer)/s/[seller]/basket/page.tsx": "shop",
  "app/(customer)/s/[seller]/quick-order/page.tsx": "shop",
  "app/(customer)/s/[seller]/orders/page.tsx": "shop",
  "app/(customer)/s/[seller]/orders/[number]/page.tsx": "shop",
  "app/(vendor)/vendor/page.tsx": "signed in",
  "app/(vendor)/onboarding/page.tsx": "signed in",
  "app/(vendor)/onboarding/[seller]/page.tsx": "admin reads",
  "app/(vendor)/onboarding/[seller]/[step]/page.tsx": "admin reads",
  "app/(vendor)/vendor/[seller]/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/customers/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/customers/[id]/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/alerts/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/settings/page.tsx": "admin reads",
  "app/(vendor)/vendor/[seller]/audit/page.tsx": "admin reads",
  "app/(vendor)/vendor/[seller]/members/page.tsx": "admin reads",
  "app/(vendor)/vendor/[seller]/membership/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/clients/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/invites/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/invites/poster/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/invites/share-links/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/imports/[id]/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/requests/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/analytics/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/orders/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/orders/[number]/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/payouts/page.tsx": "admin reads",
  "app/(vendor)/vendor/[seller]/payouts/[number]/page.tsx": "admin reads",
  "app/(vendor)/vendor/[seller]/products/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/products/[id]/page.tsx": "reads",
  "app/(vendor)/vendor/[seller]/products/new/page.tsx": "manages",
  "app/(admin)/admin/page.tsx": "operator",
  "app/(admin)/admin/messages/page.tsx": "operator",
  "app/(admin)/admin/messages/suppressions/page.tsx": "operator",
  "app/(admin)/admin/merges/page.tsx": "operator",
  "app/(admin)/admin/audit/page.tsx": "operator",
  "app/(admin)/admin/operators/page.tsx": "operator",
  "app/(admin)/admin/users/page.tsx": "operator",
  "app/(admin)/admin/users/[user]/page.tsx": "operator",
  "app/(admin)/admin/payouts/page.tsx": "operator",
  "app/(admin)/admin/payouts/[seller]/[number]/page.tsx": "operator",
  "app/(admin)/admin/sellers/page.tsx": "operator",
  "app/(admin)/admin/sellers/[seller]/page.tsx": "operator",
};

export const ROUTES: Record<string, Door | "nobody"> = {
  "GET app/api/auth/[...nextauth]/route.ts": "anybody",
  // Signing in and out have tests of their own; nothing else of next-auth is served.
  "POST app/api/auth/[...nextauth]/route.ts": "nobody",
  "GET app/api/health/route.ts": "anybody",
  // Whoever knows the name of a picture; lib/files has the tests.
  "GET app/api/files/[name]/route.ts": "nobody",
  "GET app/api/dev/inbox/route.ts": "anybody",
  "GET app/api/me/route.ts": "signed in",
  "GET app/api/me/stores/route.ts": "signed in",
  "GET app/api/vendor/[seller]/me/route.ts": "reads",
  "GET app/api/s/[seller]/products/route.ts": "shop",
  "GET app/api/s/[seller]/basket/route.ts": "shop",
  "POST app/api/s/[seller]/visit/route.ts": "shop",
  "GET app/api/vendor/[seller]/products/route.ts": "reads",
  "GET app/api/vendor/[seller]/products/[id]/route.ts": "reads",
  "GET app/api/vendor/[seller]/products/export/route.ts": "reads",
  "GET app/api/vendor/[seller]/orders/route.ts": "reads",
  "GET app/api/vendor/[seller]/orders/export/route.ts": "reads",
  "GET app/api/vendor/[seller]/visits/route.ts": "reads",
  "GET app/api/vendor/[seller]/visits/live/route.ts": "reads",
  "GET app/api/vendor/[seller]/visits/analytics/route.ts": "reads",
  "GET app/api/vendor/[seller]/visits/customers/route.ts": "reads",
  "GET app/api/vendor/[seller]/visits/export/route.ts": "reads",
  "GET app/api/vendor/[seller]/visits/present/route.ts": "reads",
  "GET app/api/vendor/[seller]/payouts/export/route.ts": "admin reads",
  "GET app/api/vendor/[seller]/payouts/[number]/export/route.ts": "admin reads",
  "GET app/api/vendor/[seller]/customers/route.ts": "reads",
  "GET app/api/vendor/[seller]/customers/export/route.ts": "reads",
  "GET app/api/vendor/[seller]/customers/[id]/timeline/route.ts": "reads",
  "GET app/api/vendor/[seller]/customers/[id]/orders/route.ts": "reads",
  "POST app/api/vendor/[seller]/logo/route.ts": "admin changes",
  "DELETE app/api/vendor/[seller]/logo/route.ts": "admin changes",
  "GET app/api/vendor/[seller]/members/export/route.ts": "admin reads",
  "GET app/api/vendor/[seller]/audit/route.ts": "admin reads",
  "GET app/api/vendor/[seller]/audit/export/route.ts": "admin reads",
  "GET app/api/vendor/[seller]/clients/route.ts": "reads",
  "GET app/api/vendor/[seller]/clients/export/route.ts": "reads",
  "GET app/api/vendor/[seller]/clients/template/route.ts": "reads",
  "GET app/api/vendor/[seller]/requests/route.ts": "reads",
  "GET app/api/vendor/[seller]/requests/export/route.ts": "reads",
  "GET app/api/vendor/[seller]/invites/route.ts": "reads",
  "GET app/api/vendor/[seller]/invites/[id]/route.ts": "reads",
  "GET app/api/vendor/[seller]/invites/export/route.ts": "reads",
  "POST app/api/vendor/[seller]/imports/route.ts": "manages",
  "POST app/api/vendor/[seller]/imports/foretell/route.ts": "manages",
  "GET app/api/vendor/[seller]/imports/[id]/route.ts": "reads",
  "PUT app/api/vendor/[seller]/imports/[id]/chunks/route.ts": "manages",
  "POST app/api/vendor/[seller]/imports/[id]/start/route.ts": "manages",
  "GET app/api/vendor/[seller]/imports/[id]/report/route.ts": "reads",
  "GET app/api/admin/messages/export/route.ts": "operator",
  "GET app/api/admin/audit/export/route.ts": "operator",
  "GET app/api/admin/users/[user]/export/route.ts": "operator",
  "GET app/api/admin/payouts/export/route.ts": "operator",
  "GET app/api/admin/payouts/run/route.ts": "operator",
  "GET app/api/admin/payouts/[slug]/[number]/export/route.ts": "operator",
  "GET app/api/admin/sellers/route.ts": "operator",
  "GET app/api/admin/sellers/export/route.ts": "operator",
  // Providers only, by their signature; lib/messages/webhooks has the tests.
  "POST app/api/webhooks/twilio/status/route.ts": "nobody",
  "POST app/api/webhooks/twilio/inbound/route.ts": "nobody",
  "POST app/api/webhooks/resend/route.ts": "nobody",
};

/** Doors that belong to one seller's customers or members: what stands behind them is that seller's. */
export const OF_SELLERS: Door[] = ["shop", "reads", "answers", "manages", "admin reads", "admin changes"];

export function pagesInTree(): string[] {
  return globSync("app/**/page.tsx").sort();
}

export function routesInTree(): string[] {
  return globSync("app/**/route.{ts,tsx}")
    .flatMap((file) => methodsOf(file).map((method) => `${method} ${file}`))
    .sort();
}

export function methodsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^export const ([A-Z]+)\b/gm)].map(([, method]) => method ?? "");
}

type Names = {
  slug: string;
  productId: string;
  importId: string;
  customerId: string;
  inviteId: string;
  userId: string;
  orderNumber: number;
  token: string;
};

/** The address that a file of the tree answers, filled with things of one seller. */
export function addressOf(file: string, names: Names): string {
  const path = file
    .replace(/^app/, "")
    .replace(/\/(page\.tsx|route\.tsx?)$/, "")
    .replace(/\/\([^)]+\)/g, "")
    .replace("[seller]", names.slug)
    .replace("[token]", names.token)
    .replace("[user]", names.userId)
    .replace("[code]", "no-such-code")
    .replace("[step]", "business")
    .replace("[name]", "no-such-file")
    .replace("invites/[id]", `invites/${names.inviteId}`)
    .replace("[slug]", names.slug)
    .replace("[number]", file.includes("/payouts/") ? "1" : String(names.orderNumber))
    .replace("customers/[id]", `customers/${names.customerId}`)
    .replace("[id]", file.includes("/imports/") ? names.importId : names.productId)
    .replace("[...nextauth]", "csrf");
  if (path.includes("[")) throw new Error(`Nobody knows what to put into ${path}.`);
  return path || "/";
}
