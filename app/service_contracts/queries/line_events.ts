import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'

/** The dated changes of contract lines, in the order in which they count. */
export async function eventsOfLines(lineIds: number[], client: QueryClientContract = db.connection()): Promise<Map<number, ContractEvent[]>> {
  const events = new Map<number, ContractEvent[]>()
  if (lineIds.length === 0) return events

  const rows = await client
    .from('contract_line_events')
    .select('contract_line_id', 'happens_on', 'kind', 'terms')
    .whereIn('contract_line_id', lineIds)
    .orderBy('contract_line_id')
    .orderBy('happens_on')
    .orderBy('id')
  for (const row of rows) {
    const event = { ...JSON.parse(row.terms), on: row.happens_on, kind: row.kind } as ContractEvent
    const known = events.get(Number(row.contract_line_id))
    if (known) known.push(event)
    else events.set(Number(row.contract_line_id), [event])
  }
  return events
}
