import { listClientPage } from "@/lib/clients/queries";
import { listClientsInput } from "@/lib/clients/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "clients.read", input: listClientsInput, run: listClientPage });
