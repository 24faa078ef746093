import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { ChosenContract } from '#service_contracts/actions/decide_renewals'
import { comingContracts, comingRenewals, type ComingRenewal, type DeskFilter } from '#service_contracts/queries/coming_renewals'

const EVER = { from: '0001-01-01' as CalendarDate, until: '9999-12-31' as CalendarDate, companyId: null, modelId: null, siteId: null, mode: null, state: null }

/** What a decision about chosen contracts does to the money: this term and the next, by contract and by currency. Nothing is written. */
export async function decisionPreview(chosen: readonly ChosenContract[], today: CalendarDate, actor: Actor) {
  const terms = new Map(chosen.map(({ id, termNo }) => [id, termNo]))
  const found = await comingRenewals(EVER, today, actor, chosen.length, null, [...terms.keys()])
  const renewals = found.filter(({ row }) => terms.get(Number(row.id)) === Number(row.term_no))
  return { renewals, totals: totalsOf(renewals) }
}

/** As many as one decision takes. */
const MOST = 500

/** The same for everything that a filter of the desk holds, the nearest deadlines first, and how many there are in all. */
export async function wholeDeskPreview(filter: DeskFilter, today: CalendarDate, actor: Actor) {
  const renewals = await comingRenewals(filter, today, actor, MOST, null)
  const row = await comingContracts(filter, actor).count('* as n').first()
  return { renewals, totals: totalsOf(renewals), total: Number(row!.n) }
}

function totalsOf(renewals: readonly ComingRenewal[]) {
  const totals = new Map<string, { thisTerm: number; nextTerm: number }>()
  for (const { row, outlook } of renewals) {
    const sum = totals.get(row.currency) ?? { thisTerm: 0, nextTerm: 0 }
    totals.set(row.currency, { thisTerm: sum.thisTerm + outlook.thisTerm, nextTerm: sum.nextTerm + outlook.nextTerm })
  }
  return [...totals].map(([currency, sums]) => ({ currency, ...sums }))
}

/** `12:3` as contract 12 in its third term. */
export function chosenContracts(texts: readonly string[]): ChosenContract[] {
  return texts.map((text) => {
    const [id, termNo] = text.split(':').map(Number)
    return { id, termNo }
  })
}
