/** Consecutive ids, both inclusive. */
export interface IdStretch {
  firstId: number
  lastId: number
}

/** Beyond every id; what is added while a run is computed falls into its last stretch. */
export const LAST_ID = Number.MAX_SAFE_INTEGER

/** Stretches of at most `size` ids that together hold every id, so that each belongs to exactly one. */
export function stretchesOf(bounds: readonly [number, number] | null, size: number): IdStretch[] {
  const ends: number[] = []
  if (bounds) for (let end = bounds[0] + size - 1; end < bounds[1]; end += size) ends.push(end)
  return between(ends)
}

/**
 * Stretches of customers with about `size` charges each, never parting a customer.
 *
 * @param counts charges of each customer, by ascending id
 */
export function stretchesOfCustomers(counts: readonly { id: number; charges: number }[], size: number): IdStretch[] {
  const ends: number[] = []
  let held = 0
  for (const { id, charges } of counts.slice(0, -1)) {
    held += charges
    if (held < size) continue
    ends.push(id)
    held = 0
  }
  return between(ends)
}

function between(ends: readonly number[]): IdStretch[] {
  return [...ends, LAST_ID].map((lastId, index) => ({ firstId: index === 0 ? 1 : ends[index - 1] + 1, lastId }))
}
