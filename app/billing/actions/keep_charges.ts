import { now, sqlInstant } from '#shared/clock'
import { insertMany, upsertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import type { DuePage } from '#billing/charge_sources'
import type BillingRun from '#billing/models/billing_run'
import { heldUntil, openCharges, type OpenCharge } from '#billing/queries/open_charges'
import type { RunTerms } from '#billing/queries/run_terms'
import { chargeRow } from '#billing/rules/charge_row'
import { ledgerKey } from '#billing/rules/ledger_key'
import { isSameCharge } from '#billing/rules/same_charge'

type Row = Record<string, unknown>

/** What a page changes of the charges that stand. */
export interface ChargesToKeep {
  fresh: Row[]
  altered: Row[]
  gone: OpenCharge[]
  /** Ledger keys of holds that have ended. */
  released: string[]
  /** Sources whose charge stands in another open run, with that run. */
  elsewhere: Map<number, number>
  counts: { added: number; changed: number; removed: number; unchanged: number; held: number }
  isChange: boolean
}

/**
 * Makes the open charges of some sources those that are due now: adds the missing, changes
 * those that came out differently, removes those no longer due. An excluded charge that is
 * still due stays excluded; a held one stays held until its day, one carried over until its
 * source says that there is enough.
 */
export default class KeepCharges {
  /** Holds what is due against what stands. Only who computes these sources changes it, so that it still stands when it is written. */
  async compare(run: BillingRun, sourceType: string, page: DuePage, terms: RunTerms): Promise<ChargesToKeep> {
    const open = await openCharges(sourceType, page.sourceIds)
    const holds = terms.hasHolds ? await heldUntil(sourceType, page.sourceIds) : new Map<string, string>()
    const counts = { added: 0, changed: 0, removed: 0, unchanged: 0, held: 0 }
    const [fresh, altered, released]: [Row[], Row[], string[]] = [[], [], []]
    const elsewhere = new Map<number, number>()
    const at = sqlInstant(now())

    for (const charge of page.charges) {
      const key = ledgerKey(sourceType, charge)
      const found = open.get(key)
      open.delete(key)
      if (found && Number(found.billing_run_id) !== run.id) {
        elsewhere.set(charge.sourceId, Number(found.billing_run_id))
        continue
      }
      const day = holds.get(key)
      const isHeldBack = day !== undefined && day > terms.today
      if (day !== undefined && !isHeldBack) released.push(key)
      const isHeld = isHeldBack || (charge.isCarried === true && found?.state !== 'excluded')
      const state = isHeld ? 'held' : !found || found.state === 'held' ? 'proposed' : found.state
      const row: Row = chargeRow(run, sourceType, charge, key, terms)
      row.state = state
      row.held_until = isHeldBack ? day : null
      row.created_at = at
      if (isHeld) counts.held += 1
      if (!found) {
        row.explanation = JSON.stringify(charge.explanation)
        fresh.push(row)
        if (!isHeld) counts.added += 1
      } else if (found.state !== state || !isSameCharge(found, row)) {
        row.explanation = JSON.stringify(charge.explanation)
        altered.push(row)
        counts.changed += 1
      } else if (!isHeld) counts.unchanged += 1
    }
    const gone = [...open.values()].filter((one) => Number(one.billing_run_id) === run.id)
    counts.removed = gone.filter(({ state }) => state !== 'held').length
    return { fresh, altered, gone, released, elsewhere, counts, isChange: fresh.length + altered.length + gone.length > 0 }
  }

  async write({ fresh, altered, gone, released, isChange }: ChargesToKeep, trx: Trx): Promise<void> {
    if (!isChange) return
    if (gone.length > 0) {
      const ids = gone.map(({ id }) => id)
      await trx.from('invoice_lines').whereIn('charge_id', ids).delete()
      await trx.from('charges').whereIn('id', ids).delete()
    }
    await insertMany(trx, 'charges', fresh)
    if (altered.length > 0) {
      const columns = Object.keys(altered[0]).filter((column) => !['created_at', 'ledger_key'].includes(column))
      await upsertMany(trx, 'charges', altered, ['ledger_key'], columns)
    }
    if (released.length > 0) await trx.from('charge_holds').whereIn('ledger_key', released).update({ ledger_key: null, ended_at: sqlInstant(now()) })
  }
}
