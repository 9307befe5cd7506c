"use client";

import { ErrorPage, type ErrorPageProps } from "@/components/error-page";

export default function RouteError(props: ErrorPageProps) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-xl place-content-center p-4">
      <ErrorPage {...props} />
    </main>
  );
}
