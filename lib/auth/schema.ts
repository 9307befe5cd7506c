import { z } from "zod";
import { HOME_KINDS } from "@/lib/auth/rules";
import { asciiDigits } from "@/lib/digits";

/** As typed; read by parseContact with the country that the browser's language names. */
export const requestCodeInput = z.object({
  contact: z.string("contacts.errors.empty").max(320, "contacts.errors.email"),
});

/** Digits of any script, spaces and hyphens as mail programs and people add them. */
const code = z
  .string("auth.errors.codeShape")
  .max(40, "auth.errors.codeShape")
  .transform((raw) => asciiDigits(raw.normalize("NFKC")).replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "auth.errors.codeShape"));

export const proveCodeInput = requestCodeInput.extend({ code });

/** A contact that is known by its id alone. */
export const knownContactInput = z.object({ contactId: z.uuid("errors.id") });

export const proveKnownInput = knownContactInput.extend({ code });

/** Actions that need to know nothing but who acts. */
export const noInput = z.void();

export const sessionInput = z.object({ sessionId: z.uuid("errors.id") });

export const homeInput = z.object({ kind: z.enum(HOME_KINDS) });

/** `SELLER/TOKEN` of an invite link, as the sign-in page carries it. */
export const inviteParam = z.string().regex(/^[a-z0-9][a-z0-9-]{1,46}[a-z0-9]\/[\w-]{20,100}$/);
