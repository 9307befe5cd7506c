import { csvResponse } from "@/lib/csv";
import { messageCsvLines } from "@/lib/messages/delivery/queries";
import { messageFilter } from "@/lib/messages/schema";
import { route } from "@/lib/server/route";

export const GET = route({
  scope: "operator",
  can: "messages.read",
  input: messageFilter,
  run: async (scope, filter) => csvResponse("messages", await messageCsvLines(scope, filter)),
});
