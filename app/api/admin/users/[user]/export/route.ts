import { z } from "zod";
import { jsonFileResponse } from "@/lib/json-file";
import { route } from "@/lib/server/route";
import { exportUser } from "@/lib/users/exporting/queries";

export const GET = route({
  scope: "operator",
  can: "users.export",
  input: z.object({ user: z.guid("errors.id") }),
  run: async (scope, { user }) => jsonFileResponse(`user-${user}`, await exportUser(scope, user)),
});
