// What a body of a million bytes can hold when nothing stands in it twice: a value takes two bytes at least.
const MAX_CHARACTERS = 1_048_576;
const MAX_VALUES = MAX_CHARACTERS / 2;

/**
 * Can the database store these texts? PostgreSQL's cannot hold the NUL character, nor half a character; nobody types them. An action's argument is no
 * tree: it may hold itself, or one object in many places. It is walked as often as it is named, and no further than a request is long.
 */
export function isStorable(input: unknown): boolean {
  const open: unknown[] = [input];
  let values = 0;
  let characters = 0;
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string") {
      characters += value.length;
      if (value.includes("\0") || !value.isWellFormed()) return false;
    }
    const inside = partsOf(value);
    values += inside.length;
    if (values > MAX_VALUES || characters > MAX_CHARACTERS) return false;
    for (const each of inside) open.push(each);
  }
  return true;
}

function partsOf(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Array.isArray(value) ? value : Object.entries(value).flat();
}
