import { recordSmsStatus } from "@/lib/messages/webhooks/commands";
import { webhook } from "@/lib/server/webhook";

export const POST = webhook({ provider: "twilio", run: recordSmsStatus });
