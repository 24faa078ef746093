/** Rows an UPDATE or DELETE touched, whichever way the driver says it. */
export function affectedRows(result: unknown): number {
  return Number(Array.isArray(result) ? result[0] : result)
}
