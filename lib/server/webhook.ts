import "server-only";
import { unstable_rethrow } from "next/navigation";
import { SystemScope } from "@/lib/access/scope";
import { httpStatus, notFoundError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { type ProviderEvents, READERS, type WebhookProvider } from "@/lib/messages/webhooks/events";
import { readBody } from "@/lib/server/body";
import { toFailure } from "@/lib/server/failure";

type Definition<Provider extends WebhookProvider> = {
  provider: Provider;
  /** Returns a Response where the provider reads one; else it is told that all is well. */
  run: (scope: SystemScope, event: ProviderEvents[Provider]) => Promise<unknown>;
};

const PRIVATE = { "Cache-Control": "private, no-store" };
/** Providers send a few hundred bytes; an e-mail's report repeats its headers. */
const MAX_BODY = 65_536;

/**
 * The third door: for providers, who have no session and come from no page. What they signed acts as the system, with what the event says and nothing
 * more; what they did not sign finds nothing here. An unexpected error is a status that makes them try again.
 */
export function webhook<Provider extends WebhookProvider>({ provider, run }: Definition<Provider>) {
  return async (request: Request): Promise<Response> => {
    try {
      const event = await READERS[provider]({ request, body: await readBody(request, MAX_BODY) });
      if (!event) {
        logger.warn({ provider, route: new URL(request.url).pathname }, "webhook refused");
        throw notFoundError();
      }
      const answer = await run(SystemScope.resolve(`webhook of ${provider}`), event);
      if (!(answer instanceof Response)) return new Response(null, { status: 204, headers: PRIVATE });
      answer.headers.set("Cache-Control", PRIVATE["Cache-Control"]);
      return answer;
    } catch (error) {
      unstable_rethrow(error);
      const failure = await toFailure(error);
      return Response.json({ error: failure }, { status: httpStatus(failure.code), headers: PRIVATE });
    }
  };
}
