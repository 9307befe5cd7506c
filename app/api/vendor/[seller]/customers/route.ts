import { listCustomers } from "@/lib/customers/queries";
import { listCustomersInput } from "@/lib/customers/schema";
import { route } from "@/lib/server/route";

export const GET = route({ scope: "store", can: "customers.read", input: listCustomersInput, run: listCustomers });
