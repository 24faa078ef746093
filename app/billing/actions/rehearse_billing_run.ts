import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { chargeSources } from '#billing/charge_sources'
import { ledgerKey } from '#billing/rules/ledger_key'

export interface Rehearsal {
  linesRead: number
  chargesNew: number
  chargesChanged: number
  chargesRemoved: number
  chargesUnchanged: number
  failures: number
  /** Minor units of everything that would be billed, by currency. */
  netByCurrency: Record<string, number>
}

/** What a run would do to the charges that stand now, with no row written. */
export default class RehearseBillingRun {
  async handle(until: CalendarDate): Promise<Rehearsal> {
    const outcome: Rehearsal = { linesRead: 0, chargesNew: 0, chargesChanged: 0, chargesRemoved: 0, chargesUnchanged: 0, failures: 0, netByCurrency: {} }
    for (const source of chargeSources()) {
      for await (const page of source.pages(until)) {
        const held = await this.openCharges(source.type, page.sourceIds)
        outcome.linesRead += page.sourceIds.length
        outcome.failures += page.failures.length
        for (const charge of page.charges) {
          const key = ledgerKey(source.type, charge)
          const cents = held.get(key)
          held.delete(key)
          if (cents === undefined) outcome.chargesNew += 1
          else if (cents === charge.netCents) outcome.chargesUnchanged += 1
          else outcome.chargesChanged += 1
          outcome.netByCurrency[charge.currency] = (outcome.netByCurrency[charge.currency] ?? 0) + charge.netCents
        }
        outcome.chargesRemoved += held.size
      }
    }
    return outcome
  }

  private async openCharges(sourceType: string, sourceIds: number[]): Promise<Map<string, number>> {
    if (sourceIds.length === 0) return new Map()
    const rows = await db
      .from('charges')
      .select('ledger_key', 'net_cents')
      .where('source_type', sourceType)
      .whereIn('source_id', sourceIds)
      .whereIn('state', ['proposed', 'excluded'])
    return new Map(rows.map((row) => [row.ledger_key as string, Number(row.net_cents)]))
  }
}
