/**
 * The lowest and the highest of some ids. A database finds the rows of a span by its index
 * whatever it believes about the table; of a list of hundreds it may read the table instead.
 *
 * @param ids at least one
 */
export function spanOf(ids: readonly number[]): [number, number] {
  return ids.reduce(([low, high], id) => [Math.min(low, id), Math.max(high, id)], [ids[0], ids[0]] as [number, number])
}
