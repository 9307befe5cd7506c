// What "next/headers" is in benchmarks: the request of whom prisma/factories/scopes.ts pretends to be.
import { testRequest } from "@/prisma/factories/request.ts";

export async function headers(): Promise<Headers> {
  return current().headers;
}

export async function cookies() {
  const { cookies: all } = current();
  return { get: (name: string) => (all.has(name) ? { name, value: all.get(name) ?? "" } : undefined) };
}

function current() {
  const request = testRequest.getStore();
  if (!request) throw new Error("No request here: wrap the call in actingAs().");
  return request;
}
