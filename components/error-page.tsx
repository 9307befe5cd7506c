"use client";

import { useTransition } from "react";
import { ErrorState } from "./ui/error-state";

export interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

/** What every error.tsx shows, inside whatever shell is still standing. */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  const [pending, startTransition] = useTransition();
  return <ErrorState as="h1" errorId={digestOf(error)} onRetry={() => startTransition(retry)} pending={pending} />;
}

/** The server's log has the same id; the message itself stays there. */
export function digestOf(error: unknown): string | undefined {
  const digest = typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}
