import { now, sqlInstant } from '#shared/clock'
import { insertMany, upsertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import type { DueCharge, DuePage } from '#billing/charge_sources'
import type BillingRun from '#billing/models/billing_run'
import { anomaliesOf } from '#billing/rules/anomalies'
import { spanOf } from '#billing/rules/span'
import { ledgerKey } from '#billing/rules/ledger_key'

interface Kept {
  id: number
  ledger_key: string
  state: string
  [column: string]: unknown
}

const COMPARED = ['company_id', 'currency', 'net_cents', 'due_on', 'quantity', 'unit_price', 'description', 'product_id', 'group_key', 'tax_code', 'payment_term_id', 'erp_site_id']

/**
 * Makes the open charges of some sources those that are due now: adds the missing, changes
 * those that came out differently, removes those no longer due. An excluded charge that is
 * still due stays excluded.
 */
export default class KeepCharges {
  async handle(run: BillingRun, sourceType: string, page: DuePage, anomalyPercent: number, trx: Trx) {
    const open = await this.openCharges(run, sourceType, page.sourceIds, trx)
    const counts = { added: 0, changed: 0, removed: 0, unchanged: 0 }
    const fresh: Record<string, unknown>[] = []
    const altered: Record<string, unknown>[] = []
    const at = sqlInstant(now())

    for (const charge of page.charges) {
      const key = ledgerKey(sourceType, charge)
      const row = this.row(run, sourceType, charge, key, anomalyPercent)
      const held = open.get(key)
      open.delete(key)

      if (!held) fresh.push({ ...row, state: 'proposed', created_at: at })
      else if (COMPARED.some((column) => String(held[column] ?? '') !== String(row[column] ?? ''))) {
        altered.push({ ...row, state: held.state, created_at: at })
      } else counts.unchanged += 1
    }

    counts.added = fresh.length
    counts.changed = altered.length
    counts.removed = open.size
    await this.remove([...open.values()].map(({ id }) => id), trx)
    await insertMany(trx, 'charges', fresh)
    if (altered.length > 0) await this.overwrite(altered, trx)
    return counts
  }

  private async openCharges(run: BillingRun, sourceType: string, sourceIds: number[], trx: Trx): Promise<Map<string, Kept>> {
    if (sourceIds.length === 0) return new Map()
    const rows: Kept[] = await trx
      .from('charges')
      .select('id', 'source_id', 'ledger_key', 'state', ...COMPARED)
      .where('source_type', sourceType)
      .whereBetween('source_id', spanOf(sourceIds))
      .where('billing_run_id', run.id)
      .whereIn('state', ['proposed', 'excluded'])
    const asked = new Set(sourceIds)
    return new Map(rows.filter((row) => asked.has(Number(row.source_id))).map((row) => [row.ledger_key, row]))
  }

  private async remove(ids: number[], trx: Trx) {
    if (ids.length === 0) return
    await trx.from('invoice_lines').whereIn('charge_id', ids).delete()
    await trx.from('charges').whereIn('id', ids).delete()
  }

  private async overwrite(rows: Record<string, unknown>[], trx: Trx) {
    const columns = Object.keys(rows[0]).filter((column) => !['state', 'created_at', 'ledger_key'].includes(column))
    await upsertMany(trx, 'charges', rows, ['ledger_key'], columns)
  }

  private row(run: BillingRun, sourceType: string, charge: DueCharge, key: string, anomalyPercent: number) {
    const row: Record<string, unknown> = {
      source_type: sourceType,
      source_id: charge.sourceId,
      company_id: charge.companyId,
      currency: charge.currency,
      kind: charge.kind,
      period_from: charge.from,
      period_to: charge.to,
      due_on: charge.dueOn,
      net_cents: charge.netCents,
      quantity: charge.quantity,
      unit_price: charge.unitPrice,
      description: charge.description.slice(0, 255),
      product_id: charge.productId,
      tax_code: charge.taxCode,
      payment_term_id: charge.paymentTermId ?? null,
      erp_site_id: charge.siteId ?? null,
      group_key: charge.groupKey,
      anomalies: anomaliesOf(charge, run.until, anomalyPercent).join(','),
      explanation: JSON.stringify(charge.explanation),
      corrects_charge_id: charge.correctsChargeId,
      ledger_key: key,
      billing_run_id: run.id,
    }
    return row
  }
}
