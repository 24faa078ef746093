import type { Trx } from '#shared/database/transaction'
import { eventsOfLines } from '#service_contracts/queries/line_events'

/** By contract line, as far as a change named them. */
export type AgreedTerms = Map<number, { quantity?: string; price?: string }>

/** What recorded changes made of the quantity and the price of contract lines. */
export async function agreedTerms(lineIds: number[], trx: Trx): Promise<AgreedTerms> {
  const events = await eventsOfLines(lineIds, trx)
  const agreed: AgreedTerms = new Map()
  for (const [lineId, changes] of events) {
    const amendments = changes.filter((change) => change.kind === 'amend')
    const told = (name: 'quantity' | 'price') => amendments.map((change) => change[name]).findLast(Boolean)
    agreed.set(lineId, { quantity: told('quantity'), price: told('price') })
  }

  return agreed
}

/** The contracts whose order line was reported as changed at any time. */
export async function changedBefore(contractIds: number[], trx: Trx): Promise<Set<number>> {
  const alerts = await trx
    .from('contract_alerts')
    .select('service_contract_id')
    .where('kind', 'order_line_changed')
    .whereIn('service_contract_id', contractIds)

  return new Set(alerts.map((alert) => Number(alert.service_contract_id)))
}
