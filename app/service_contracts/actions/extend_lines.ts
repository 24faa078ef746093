import { dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { LineToRenew } from '#service_contracts/queries/renewal_case'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { historyOf } from '#service_contracts/rules/line_history'
import { priceOn } from '#service_contracts/rules/price_history'
import type { Term } from '#service_contracts/rules/renewal/term_series'

/** What a renewal did to lines, by their ids: enough to take it back. */
export interface LinesRenewed {
  /** Lines whose own end moved with the term. */
  moved: number[]
  /** Lines that ended with the old term because another one follows them, with the end that they had. */
  closed: { id: number; endsOn: CalendarDate | null }[]
  added: number[]
}

type Row = Record<string, any>

/** Lets the lines of a contract go on into its next term, or puts new ones in their place, at the price of that day. */
export default class ExtendLines {
  async handle(contract: Row, lines: readonly LineToRenew[], term: Term, trx: Trx): Promise<LinesRenewed> {
    const going = lines.filter(({ at }) => at !== 'expired')
    return contract.renewal_lines === 'new' ? this.replace(contract, going, term, trx) : this.move(going, term, trx)
  }

  private async move(lines: readonly LineToRenew[], term: Term, trx: Trx): Promise<LinesRenewed> {
    const moved = lines.filter(({ at }) => at === 'moves').map(({ row }) => Number(row.id))
    if (moved.length > 0) {
      await trx.from('contract_lines').whereIn('id', moved).increment('version', 1)
      await trx.from('contract_lines').whereIn('id', moved).update({ ends_on: term.endsOn, updated_at: sqlInstant(now()) })
    }
    return { moved, closed: [], added: [] }
  }

  private async replace(contract: Row, lines: readonly LineToRenew[], term: Term, trx: Trx): Promise<LinesRenewed> {
    const done: LinesRenewed = { moved: [], closed: [], added: [] }
    const last = await trx.from('contract_lines').where('service_contract_id', contract.id).max('position as last').first()
    let position = Number(last?.last ?? 0)
    for (const { row, events } of lines) {
      // a line with a later end of its own goes on by itself
      if (row.ends_on !== null && row.ends_on > term.startsOn) continue
      const { prices } = historyOf(lineTerms(row as never, contract as never, null, events))
      const { price, quantity } = priceOn(prices, dayNumberOf(term.startsOn))
      await trx.from('contract_lines').where('id', row.id).update({ ends_on: term.startsOn, version: Number(row.version) + 1, updated_at: sqlInstant(now()) })
      const { id, ...columns } = row
      const next = { ...columns, position: (position += 1), quantity, unit_price: price, starts_on: term.startsOn, ends_on: null, version: 1 }
      const [added] = await trx.insertQuery().table('contract_lines').insert({ ...next, created_at: sqlInstant(now()), updated_at: sqlInstant(now()) })
      done.closed.push({ id: Number(id), endsOn: row.ends_on })
      done.added.push(Number(added))
    }
    return done
  }

  /** Takes back what a renewal did; a line that it added ends on its first day, so that what was billed of it is credited. */
  async undo(done: LinesRenewed, term: Pick<Term, 'startsOn'>, trx: Trx): Promise<void> {
    if (done.moved.length > 0) await trx.from('contract_lines').whereIn('id', done.moved).update({ ends_on: term.startsOn })
    for (const { id, endsOn } of done.closed) await trx.from('contract_lines').where('id', id).update({ ends_on: endsOn })
    for (const id of done.added) {
      const event = { contract_line_id: id, happens_on: term.startsOn, kind: 'terminate', terms: JSON.stringify({ credit: 'credit' }) }
      await trx.insertQuery().table('contract_line_events').insert({ ...event, reason: null, created_at: sqlInstant(now()) })
    }
  }
}
