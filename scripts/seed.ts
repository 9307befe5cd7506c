import { seed } from "@/prisma/seed.ts";
import { main } from "./support/say.ts";

await main(seed);
process.exit();
