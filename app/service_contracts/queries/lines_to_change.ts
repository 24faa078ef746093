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
import { extendingSince } from '#service_contracts/rules/suspension'

export interface LineToChange {
  id: number
  description: string
  before: ContractLineTerms
  after: ContractLineTerms
  /** The change as this line has it: one event, or two for a suspension whose end is agreed. */
  events: EventsOfChange
}

type EventsOfChange = [ContractEvent, ...ContractEvent[]]

type Row = Record<string, any>

/**
 * The lines of a contract that a dated change is about, each with its terms before and after.
 *
 * @param lineId null for every line of the contract
 * @throws {ContractImpossible} when the contract does not run, or could not be billed with the change
 */
export async function linesToChange(contract: Row, lineId: number | null, asked: LineChangeAsked, client: QueryClientContract): Promise<LineToChange[]> {
  refuseOtherwise(contract, lineId, asked)
  const query = client.from('contract_lines').where('service_contract_id', contract.id).orderBy('position')
  const lines: Row[] = await (lineId ? query.where('id', lineId) : query)
  if (lines.length === 0) throw new ContractImpossible('line_id', 'outside')

  const known = await eventsOfLines(lines.map(({ id }) => Number(id)), client)
  const changed = lines.flatMap((line): LineToChange[] => {
    const before = lineTerms(line as never, contract as never, contract.ends_on, known.get(Number(line.id)) ?? [])
    refuseParts(lineId, asked, before)
    const events = eventsOf(asked, before, Boolean(contract.notice_effective_on))
    return events ? [{ id: Number(line.id), description: String(line.description), before, after: billable(before, events), events }] : []
  })
  // lines that are billed so already are left alone
  if (changed.length === 0) throw new ContractImpossible('period_unit', 'same_convention')
  return changed
}

function refuseOtherwise(contract: Row, lineId: number | null, asked: LineChangeAsked): void {
  const isAgreedAhead = asked.kind === 'free' && contract.status === 'draft'
  if (!isAgreedAhead && !IN_FORCE.includes(contract.status)) throw new ContractImpossible(undefined, 'not_running')
  // a suspension that extends the term may end after the end that was agreed
  const isBeyond = contract.ends_on !== null && asked.on > contract.ends_on && asked.kind !== 'resume'
  if (asked.on < contract.starts_on || isBeyond) throw new ContractImpossible('on', 'outside')
  if (asked.kind === 'free' && asked.to <= asked.on) throw new ContractImpossible('to', 'days_reversed')
  if (asked.kind !== 'suspend') return
  if (asked.until && asked.until <= asked.on) throw new ContractImpossible('until', 'days_reversed')
  if (asked.extendsTerm && lineId) throw new ContractImpossible('extends_term', 'whole_contract')
  if (asked.extendsTerm && !contract.ends_on) throw new ContractImpossible('extends_term', 'no_end')
  if (asked.extendsTerm && contract.notice_effective_on) throw new ContractImpossible('extends_term', 'notice_stands')
}

/** What moves the end of the contract is taken up for all of its lines at once. */
function refuseParts(lineId: number | null, asked: LineChangeAsked, { events = [] }: ContractLineTerms): void {
  if (asked.kind === 'resume' && lineId && extendingSince(events, asked.on)) throw new ContractImpossible('line_id', 'whole_contract')
}

function eventsOf(asked: LineChangeAsked, before: ContractLineTerms, keepsItsEnd: boolean): EventsOfChange | null {
  if (asked.kind === 'convention') {
    const amendment = conventionAmendment(asked, before)
    return amendment && [amendment]
  }
  if (asked.kind === 'resume' && keepsItsEnd) return [{ ...asked, endMoved: 0 }]
  if (asked.kind !== 'suspend') return [asked]
  const { until, ...suspension } = asked
  return until ? [suspension, { kind: 'resume', on: until }] : [suspension]
}

function billable(terms: ContractLineTerms, events: EventsOfChange): ContractLineTerms {
  try {
    return changedTerms(terms, ...events)
  } catch (error) {
    if (!(error instanceof BillingRefused)) throw error
    if (error.code === 'amount_too_large') throw new ContractImpossible(events[0].kind === 'revalue' ? 'pct' : 'price', 'too_large')
    throw new ContractImpossible('on', error.code === 'invalid_event' ? 'suspension' : 'outside')
  }
}
