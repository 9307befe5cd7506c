import { recordIncomingSms } from "@/lib/messages/webhooks/commands";
import { webhook } from "@/lib/server/webhook";

export const POST = webhook({
  provider: "twilio",
  run: async (scope, event) => {
    await recordIncomingSms(scope, event);
    // In Twilio's language: no answer.
    return new Response("<Response/>", { headers: { "Content-Type": "text/xml" } });
  },
});
