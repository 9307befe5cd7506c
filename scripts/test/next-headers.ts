import { vi } from "vitest";
import { testRequest } from "@/prisma/factories/request";

// Outside a server there is no request: tests say who asks with actingAs() of prisma/factories/scopes.ts.
vi.mock("next/headers", () => ({
  headers: async () => current().headers,
  cookies: async () => jar(current().cookies),
}));

function current() {
  const request = testRequest.getStore();
  if (!request) throw new Error("No request here: wrap the call in actingAs().");
  return request;
}

function jar(cookies: Map<string, string>) {
  const entry = (name: string) => (cookies.has(name) ? { name, value: cookies.get(name) ?? "" } : undefined);
  return {
    get: entry,
    has: (name: string) => cookies.has(name),
    getAll: () => [...cookies].map(([name, value]) => ({ name, value })),
    delete: (name: string) => void cookies.delete(name),
    set: (name: string | { name: string; value: string }, value?: string) =>
      void (typeof name === "string" ? cookies.set(name, value ?? "") : cookies.set(name.name, name.value)),
  };
}
