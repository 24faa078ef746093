import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import KeepRehearsal, { type RehearsedLine } from '#billing/actions/keep_rehearsal'
import { chargeSources, type DueCharge } from '#billing/charge_sources'
import { runTerms } from '#billing/queries/run_terms'
import { pageOfRun } from '#billing/rules/due_page'
import { ledgerKey } from '#billing/rules/ledger_key'
import { EVERYTHING, scopeKey, type RunScope } from '#billing/rules/run_scope'

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

const LINES = 5000

/** What a run would do to the charges that stand now: no charge is written, and its lines only where they are to be kept. */
export default class RehearseBillingRun {
  async handle(until: CalendarDate, scope: RunScope = EVERYTHING, kept: { by: string | null } | null = null): Promise<Rehearsal> {
    const keep = new KeepRehearsal()
    const id = kept && (await keep.begin({ scope_key: scopeKey(scope), until, made_by: kept.by }))
    const outcome: Rehearsal = { linesRead: 0, chargesNew: 0, chargesChanged: 0, chargesRemoved: 0, chargesUnchanged: 0, failures: 0, netByCurrency: {} }
    const terms = await runTerms({ until, scope })
    let lines: RehearsedLine[] = []
    for (const source of chargeSources()) {
      if (scope.source !== null && scope.source !== source.type) continue
      for await (const found of source.pages(until, { scope, runId: null })) {
        const page = pageOfRun(found, source.type, terms)
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
          if (id) lines.push(lineOf(key, charge))
        }
        outcome.chargesRemoved += held.size
        if (id && lines.length >= LINES) {
          await keep.add(id, lines)
          lines = []
        }
      }
    }
    if (id) {
      await keep.add(id, lines)
      await keep.finish(id)
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

function lineOf(key: string, charge: DueCharge): RehearsedLine {
  const { companyId, from, to, currency, netCents } = charge
  return { ledger_key: key, company_id: companyId, description: charge.description.slice(0, 255), period_from: from, period_to: to, currency, net_cents: netCents }
}
