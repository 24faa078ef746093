/** How many open items of one nature stand at one site of a company; site 0 is the address of the company itself. */
export interface ItemCount {
  companyId: number
  siteId: number
  channel: string
  count: number
}

type Columns = Record<string, unknown>

/** Which counts change, and by how much, when items become what they were not; null stands for an item that is not there. */
export function countChanges(items: Iterable<readonly [before: Columns | null, after: Columns | null]>): ItemCount[] {
  const changes = new Map<string, ItemCount>()
  const add = (row: Columns | null, by: 1 | -1) => {
    if (!row || !Number(row.is_open)) return
    const change = { companyId: Number(row.company_id), siteId: Number(row.site_id ?? 0), channel: String(row.channel), count: 0 }
    const key = standingKey(change)
    changes.set(key, { ...change, count: (changes.get(key)?.count ?? 0) + by })
  }
  for (const [before, after] of items) {
    add(before, -1)
    add(after, 1)
  }
  return inOrder([...changes.values()].filter(({ count }) => count !== 0))
}

/** What stored counts lack to be those that were counted afresh. */
export function countDifferences(stored: readonly ItemCount[], fresh: readonly ItemCount[]): ItemCount[] {
  const missing = new Map(fresh.map((one) => [standingKey(one), { ...one }]))
  for (const one of stored) {
    const known = missing.get(standingKey(one))
    missing.set(standingKey(one), { ...one, count: (known?.count ?? 0) - one.count })
  }
  return inOrder([...missing.values()].filter(({ count }) => count !== 0))
}

/** Always the same order, so that two who count at once do not wait for each other in a circle. */
function inOrder(counts: ItemCount[]): ItemCount[] {
  return counts.sort((a, b) => a.companyId - b.companyId || a.siteId - b.siteId || (a.channel < b.channel ? -1 : 1))
}

function standingKey({ companyId, siteId, channel }: ItemCount): string {
  return `${companyId}/${siteId}/${channel}`
}
