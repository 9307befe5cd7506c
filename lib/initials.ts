/** The first letters of the first and the last word that have one. */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/u).flatMap((word) => /\p{L}\p{M}*/u.exec(word)?.[0] ?? []);
  const picked = letters.length > 1 ? [letters[0], letters.at(-1)] : letters;
  return picked.join("").toUpperCase();
}
