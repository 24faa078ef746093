import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'

/** The dated changes of contract lines, in the order in which they count. */
export async function eventsOfLines(lineIds: number[], client: QueryClientContract = db.connection()): Promise<Map<number, ContractEvent[]>> {
  return lineIds.length === 0 ? new Map() : byLine(await inOrder(client).whereIn('contract_line_id', lineIds))
}

/** The same of every line of these contracts, without having to know the lines. */
export async function eventsOfContracts(contractIds: number[], client: QueryClientContract): Promise<Map<number, ContractEvent[]>> {
  if (contractIds.length === 0) return new Map()
  return byLine(await inOrder(client).join('contract_lines', 'contract_lines.id', 'contract_line_id').whereIn('contract_lines.service_contract_id', contractIds))
}

function inOrder(client: QueryClientContract) {
  return client
    .from('contract_line_events')
    .select('contract_line_id', 'happens_on', 'contract_line_events.kind', 'contract_line_events.terms')
    .orderBy('contract_line_id')
    .orderBy('happens_on')
    .orderBy('contract_line_events.id')
}

function byLine(rows: Record<string, any>[]): Map<number, ContractEvent[]> {
  const events = new Map<number, ContractEvent[]>()
  for (const row of rows) {
    const event = { ...JSON.parse(row.terms), on: row.happens_on, kind: row.kind } as ContractEvent
    const known = events.get(Number(row.contract_line_id))
    if (known) known.push(event)
    else events.set(Number(row.contract_line_id), [event])
  }
  return events
}
