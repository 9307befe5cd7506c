/** What is told to somebody about their place among the operators. */
export const OPERATOR_CHANGES = ["added", "role", "removed"] as const;
export type OperatorChangeKind = (typeof OPERATOR_CHANGES)[number];
