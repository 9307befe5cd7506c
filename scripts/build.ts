// npm run build
import { build, isBuilt } from "./support/build.ts";
import { main, say, step } from "./support/say.ts";

await main(async () => {
  if (isBuilt() && !process.argv.includes("--force")) say("  The build is up to date.");
  else await step("Build", build);
});
