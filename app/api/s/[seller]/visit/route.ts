import { route } from "@/lib/server/route";
import { recordBeat } from "@/lib/visits/recording/page-view";
import { beatInput } from "@/lib/visits/schema";

/** What a browser tells while its page is looked at (navigator.sendBeacon). */
export const POST = route({ scope: "shop", input: beatInput, run: recordBeat });
