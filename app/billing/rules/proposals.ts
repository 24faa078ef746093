import { isWorrying } from '#billing/rules/anomalies'

/** A charge as far as grouping into invoices needs it. */
export interface ProposedCharge {
  id: number
  sourceType?: string
  sourceId?: number
  periodFrom?: string
  chargeKind?: string
  companyId: number
  currency: string
  groupKey: string
  /** Charges of a group that a person put on an invoice of their own have a number above zero. */
  split?: number
  netCents: number
  anomalies: string
}

export interface Proposal<C extends ProposedCharge> {
  companyId: number
  currency: string
  groupKey: string
  split: number
  kind: 'invoice' | 'credit_note'
  /** Exact as long as it is a safe integer; beyond that the proposal cannot be written. */
  netCents: number
  anomalyCount: number
  charges: C[]
}

/**
 * Groups charges into one invoice per company, currency, group and split; below zero it is a credit note. The lines follow
 * their sources and days, so that it does not matter who wrote which charge first.
 */
export function proposalsOf<C extends ProposedCharge>(charges: readonly C[]): Proposal<C>[] {
  const groups = new Map<string, C[]>()
  for (const charge of charges) {
    const key = `${charge.companyId}|${charge.currency}|${charge.groupKey}|${charge.split ?? 0}`
    const group = groups.get(key)
    if (group) group.push(charge)
    else groups.set(key, [charge])
  }

  return [...groups.values()].map((group) => {
    group.sort(inOrder)
    const { companyId, currency, groupKey, split = 0 } = group[0]
    const netCents = Number(group.reduce((sum, charge) => sum + BigInt(charge.netCents), 0n))
    const anomalyCount = group.filter((charge) => charge.anomalies.split(',').some(isWorrying)).length
    return { companyId, currency, groupKey, split, kind: netCents < 0 ? 'credit_note' : 'invoice', netCents, anomalyCount, charges: group }
  })
}

/** Whether an invoice can hold what a proposal comes to. */
export function isWritable({ netCents }: { netCents: number }): boolean {
  return Number.isSafeInteger(netCents)
}

/** By source, then first day; a credit comes before the charge that replaces it. */
function inOrder(one: ProposedCharge, other: ProposedCharge): number {
  return (
    compare(one.sourceType ?? '', other.sourceType ?? '') ||
    (one.sourceId ?? 0) - (other.sourceId ?? 0) ||
    compare(one.periodFrom ?? '', other.periodFrom ?? '') ||
    compare(one.chargeKind ?? '', other.chargeKind ?? '') ||
    one.id - other.id
  )
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
