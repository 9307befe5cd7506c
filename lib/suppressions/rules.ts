const SUPPRESSION_REASONS = ["hard_bounce", "complaint", "stop"] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** What somebody said outweighs what a machine found: START must not lift a bounce, nor a bounce hide a STOP. */
export function outweighs(next: SuppressionReason, known: SuppressionReason): boolean {
  return SUPPRESSION_REASONS.indexOf(next) > SUPPRESSION_REASONS.indexOf(known);
}
