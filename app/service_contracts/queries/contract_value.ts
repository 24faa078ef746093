import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { valueOfTerm } from '#service_contracts/rules/contract_value'

/** What a contract brings over its term in minor units, or over its first year while it is open; null when a line cannot be billed. */
export async function contractValue(contract: Record<string, any>, client: QueryClientContract): Promise<number | null> {
  const lines = await client.from('contract_lines').where('service_contract_id', contract.id)
  const events = await eventsOfLines(lines.map(({ id }) => Number(id)), client)
  try {
    return lines.reduce((sum, line) => sum + valueOfTerm(lineTerms(line as never, contract as never, contract.ends_on, events.get(Number(line.id)) ?? [])), 0)
  } catch (error) {
    if (error instanceof BillingRefused) return null
    throw error
  }
}
