import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { changedTerms } from '#service_contracts/rules/changed_terms'
import type { LineChangeAsked } from '#service_contracts/rules/change_asked'
import { conventionAmendment } from '#service_contracts/rules/convention'
import type { ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { lineTerms } from '#service_contracts/rules/contract_terms'

export interface LineToChange {
  id: number
  description: string
  before: ContractLineTerms
  after: ContractLineTerms
  /** The change as this line has it. */
  event: ContractEvent
}

/**
 * The lines of a contract that a dated change is about, each with its terms before and after.
 *
 * @param lineId null for every line of the contract
 * @throws {ContractImpossible} when the contract does not run, or could not be billed with the change
 */
export async function linesToChange(
  contract: Record<string, any>,
  lineId: number | null,
  asked: LineChangeAsked,
  client: QueryClientContract
): Promise<LineToChange[]> {
  if (!IN_FORCE.includes(contract.status)) throw new ContractImpossible(undefined, 'not_running')
  const isWithin = asked.on >= contract.starts_on && (contract.ends_on === null || asked.on <= contract.ends_on)
  if (!isWithin) throw new ContractImpossible('on', 'outside')

  const query = client.from('contract_lines').where('service_contract_id', contract.id).orderBy('position')
  const lines = await (lineId ? query.where('id', lineId) : query)
  if (lines.length === 0) throw new ContractImpossible('line_id', 'outside')

  const events = await eventsOfLines(lines.map(({ id }) => Number(id)), client)
  return lines.map((line) => {
    const before = lineTerms(line as never, contract as never, contract.ends_on, events.get(Number(line.id)) ?? [])
    const event = asked.kind === 'convention' ? conventionAmendment(asked, before) : asked
    return { id: Number(line.id), description: String(line.description), before, after: billable(before, event), event }
  })
}

function billable(terms: ContractLineTerms, event: ContractEvent): ContractLineTerms {
  try {
    return changedTerms(terms, event)
  } catch (error) {
    if (!(error instanceof BillingRefused)) throw error
    if (error.code === 'amount_too_large') throw new ContractImpossible(event.kind === 'revalue' ? 'pct' : 'price', 'too_large')
    throw new ContractImpossible('on', error.code === 'invalid_event' ? 'suspension' : 'outside')
  }
}
