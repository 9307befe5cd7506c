import "server-only";
import type { SystemScope } from "@/lib/access/scope";
import { pastedPlace } from "@/lib/onboarding/pasted";
import { currentKeyId, SealError, seal, sealedKeyId, unseal } from "@/lib/sealed";

type Rotated = { table: string; rotated: number; unreadable: number };
type Pasted = { id: string; rows: string };

/** Seals what was pasted in the wizards anew: drafts are few, and one is locked at a time. */
export async function rotateOpenings(scope: SystemScope, onBatch: (progress: Rotated) => void): Promise<Rotated> {
  const result = { table: "sellers", rotated: 0, unreadable: 0 };
  const found = await scope.db.$queryRaw<Pasted[]>`
    SELECT id, onboarding #>> '{drafts,clients,rows}' AS rows FROM sellers
    WHERE onboarding #>> '{drafts,clients,rows}' IS NOT NULL ORDER BY id`;
  for (const { id } of found.filter(isOld)) {
    const outcome = await rotateOne(scope, id);
    if (outcome) result[outcome]++;
  }
  if (result.rotated > 0) onBatch({ ...result });
  return result;
}

function isOld({ rows }: Pasted): boolean {
  return sealedKeyId(Buffer.from(rows, "base64")) !== currentKeyId();
}

async function rotateOne(scope: SystemScope, id: string): Promise<"rotated" | "unreadable" | null> {
  return scope.tx(async (db) => {
    const [row] = await db.$queryRaw<Pasted[]>`
      SELECT id, onboarding #>> '{drafts,clients,rows}' AS rows FROM sellers
      WHERE id = ${id}::uuid AND onboarding #>> '{drafts,clients,rows}' IS NOT NULL FOR NO KEY UPDATE`;
    // Typed anew, imported or discarded meanwhile.
    if (!row || !isOld(row)) return null;
    const anew = sealAnew(row);
    if (anew === null) return "unreadable";
    await db.$executeRaw`
      UPDATE sellers SET onboarding = jsonb_set(onboarding, '{drafts,clients,rows}', to_jsonb(${anew}::text))
      WHERE id = ${id}::uuid`;
    return "rotated";
  });
}

function sealAnew({ id, rows }: Pasted): string | null {
  try {
    const text = unseal(pastedPlace(id), Buffer.from(rows, "base64"));
    return Buffer.from(seal(pastedPlace(id), text)).toString("base64");
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
