import { z } from "zod";
import { MAX_PICTURE_BYTES } from "@/lib/files/rules";
import { removeLogo, uploadLogo } from "@/lib/sellers/logo/commands";
import { route } from "@/lib/server/route";

const input = z.object({});

export const POST = route({
  scope: "store",
  can: "settings.write",
  input,
  upload: MAX_PICTURE_BYTES,
  run: (scope, _input, file) => uploadLogo(scope, file),
});

export const DELETE = route({ scope: "store", can: "settings.write", input, run: removeLogo });
