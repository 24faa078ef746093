import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { caseOf } from '#service_contracts/queries/renewal_case'
import { waitingRevaluations, type WaitingRevaluation } from '#service_contracts/queries/waiting_revaluation'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { lineInNextTerm, valueInTerm } from '#service_contracts/rules/renewal/next_term_value'
import { askedStep, lineAtRenewal, type NoRenewal } from '#service_contracts/rules/renewal/renewal_step'
import type { Term } from '#service_contracts/rules/renewal/term_series'

type Row = Record<string, any>

/** What the next term of a contract would be, beside the current one; minor units. */
export interface TermOutlook {
  next: Term | null
  /** Why there can be no next term. */
  reason: NoRenewal | null
  thisTerm: number
  nextTerm: number
  /** Revaluations due before the next term that nobody has decided; they are part of `nextTerm`. */
  waiting: WaitingRevaluation[]
  /** A line cannot be computed. */
  refusal: string | null
}

/** Computes for contracts with an end what their current term bills and what the next one would, page by page. */
export async function termOutlooks(contracts: readonly Row[], since: Map<number, CalendarDate>): Promise<Map<number, TermOutlook>> {
  const ids = contracts.map(({ id }) => Number(id))
  const lines: Row[] = await db.from('contract_lines').whereIn('service_contract_id', ids).orderBy('position')
  const events = await eventsOfLines(lines.map(({ id }) => Number(id)))
  const waiting = await waitingRevaluations(contracts as never, db.connection())
  const outlooks = new Map<number, TermOutlook>()
  for (const contract of contracts) {
    const own = lines.filter((line) => Number(line.service_contract_id) === Number(contract.id))
    outlooks.set(Number(contract.id), outlookOf(contract, own, events, waiting.get(Number(contract.id)) ?? [], since.get(Number(contract.id))!))
  }
  return outlooks
}

function outlookOf(contract: Row, lines: Row[], events: Map<number, ContractEvent[]>, waiting: WaitingRevaluation[], since: CalendarDate): TermOutlook {
  const going = lines.filter((line) => {
    const terminated = events.get(Number(line.id))?.find(({ kind }) => kind === 'terminate')
    return lineAtRenewal({ endsOn: line.ends_on, terminatedOn: terminated?.on ?? null }, contract.ends_on) !== 'expired'
  })
  const step = askedStep({ ...caseOf(contract), goesOn: going.length > 0 })
  const next = 'term' in step ? step.term : null
  const outlook: TermOutlook = { next, reason: 'reason' in step ? step.reason : null, thisTerm: 0, nextTerm: 0, waiting, refusal: null }
  try {
    for (const line of lines) {
      const terms = lineTerms(line as never, contract as never, contract.ends_on, events.get(Number(line.id)) ?? [])
      outlook.thisTerm += valueInTerm(terms, { startsOn: since, endsOn: contract.ends_on })
      if (!next || !going.includes(line)) continue
      const due = waiting.filter(({ lineId, event }) => lineId === Number(line.id) && event).map(({ event }) => event!)
      outlook.nextTerm += valueInTerm(lineInNextTerm(terms, next, due), next)
    }
  } catch (error) {
    if (!(error instanceof BillingRefused)) throw error
    outlook.refusal = error.message
  }
  return outlook
}
