/** Long enough that no two are alike, short enough to be typed from a poster. */
export const CODE_LENGTH = 8;
/** Without letters and digits that are mistaken for each other. */
export const CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
export const LABEL_MAX = 60;
/** Live ones of one seller. */
export const SHARE_LINK_LIMIT = 50;

/** A code as somebody types it: capitals mean nothing. Null for what is none. */
export function readCode(text: string): string | null {
  const code = text.trim().toLowerCase();
  return /^[a-z0-9-]{4,40}$/.test(code) ? code : null;
}
