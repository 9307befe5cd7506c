"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/**
 * Reads everything about visits anew as soon as somebody is in the shop. Listens only while the page is on top: browsers have few
 * connections for many tabs. Where the stream does not get through, the queries' own intervals go on.
 */
export function useLiveVisits({ sellerId, slug }: { sellerId: string; slug: string }): void {
  const client = useQueryClient();
  useEffect(() => {
    let stream: EventSource | null = null;
    const refresh = () =>
      void client.invalidateQueries({
        predicate: ({ queryKey: [seller, list] }) => seller === sellerId && String(list).startsWith("visits"),
      });
    const close = () => {
      stream?.close();
      stream = null;
    };
    const open = () => {
      if (stream || document.visibilityState !== "visible") return;
      stream = new EventSource(`/api/vendor/${slug}/visits/live`);
      stream.addEventListener("visits", refresh);
      // The right to it has ended: nothing of it stays on the screen.
      stream.addEventListener("gone", () => {
        close();
        window.location.reload();
      });
    };
    const turn = () => {
      if (document.visibilityState === "hidden") return close();
      open();
      refresh();
    };
    open();
    document.addEventListener("visibilitychange", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      close();
    };
  }, [client, sellerId, slug]);
}
