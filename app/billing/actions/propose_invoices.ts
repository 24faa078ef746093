import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { ahead } from '#shared/ahead'
import { now, sqlInstant } from '#shared/clock'
import { chunks, insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { RunPulse } from '#billing/actions/run_pulse'
import { holdShard } from '#billing/actions/work_shards'
import type BillingRun from '#billing/models/billing_run'
import type { Shard } from '#billing/queries/run_shards'
import { chargesByCompany, chargesOfGroup, type ChargeRow } from '#billing/queries/proposed_charges'
import SumTooLarge, { SUM_TOO_LARGE } from '#billing/errors/sum_too_large'
import { lineHash } from '#billing/rules/line_hash'
import { invoiceReference } from '#billing/rules/invoice_reference'
import { isWritable, proposalsOf, type Proposal } from '#billing/rules/proposals'

const PAGE = 500

interface Group {
  companyId: number
  currency: string
  groupKey: string
}

/** Writes the charges of some customers of a run as proposed invoices with their lines; what was proposed before gives way. */
export default class ProposeInvoices {
  async handle(run: BillingRun, shard: Shard, pulse: RunPulse): Promise<void> {
    await this.withdraw(run, shard, pulse)
    for await (const charges of ahead(chargesByCompany(run.id, shard))) {
      await within(undefined, async (trx) => {
        await holdShard(shard, {}, trx)
        const proposals = proposalsOf(charges)
        await this.leaveOut(proposals.filter((proposal) => !isWritable(proposal)), trx)
        await this.write(run.id, proposals.filter(isWritable), trx)
      })
      await pulse.beat()
    }
  }

  /**
   * Writes one proposal anew after a charge of it was excluded or taken back in.
   *
   * @throws {SumTooLarge} when it comes to more than an invoice can hold
   */
  async rebuild(runId: number, group: Group, trx: Trx): Promise<void> {
    const where = { billing_run_id: runId, company_id: group.companyId, currency: group.currency, group_key: group.groupKey }
    const invoices = await trx.from('invoices').select('id').where(where).where('status', 'proposed')
    await this.remove(invoices.map(({ id }) => Number(id)), trx)
    const proposals = proposalsOf(await chargesOfGroup(runId, group, trx))
    if (!proposals.every(isWritable)) throw new SumTooLarge(group.currency)
    await this.write(runId, proposals, trx)
  }

  /** The same for every group that these charges belong to. */
  async rebuildAll(runId: number, charges: Record<string, any>[], trx: Trx): Promise<void> {
    const groups = new Map<string, Group>()
    for (const { company_id: companyId, currency, group_key: groupKey } of charges) {
      groups.set(`${companyId}|${currency}|${groupKey}`, { companyId: Number(companyId), currency, groupKey })
    }
    for (const group of groups.values()) await this.rebuild(runId, group, trx)
  }

  private async withdraw(run: BillingRun, shard: Shard, pulse: RunPulse) {
    for (;;) {
      const proposed = db.from('invoices').select('id').where({ billing_run_id: run.id, status: 'proposed' })
      const rows = await proposed.whereBetween('company_id', [shard.firstId, shard.lastId]).orderBy('id').limit(PAGE)
      if (rows.length === 0) return
      await within(undefined, async (trx) => {
        await holdShard(shard, {}, trx)
        await this.remove(rows.map(({ id }) => Number(id)), trx)
      })
      await pulse.beat()
    }
  }

  /** What no invoice can hold stays out of this run with its reason, and the others go on. */
  private async leaveOut(proposals: Proposal<ChargeRow>[], trx: Trx) {
    const ids = proposals.flatMap(({ charges }) => charges.map(({ id }) => id))
    for (const part of chunks(ids, 500)) await trx.from('charges').whereIn('id', part).update({ state: 'excluded', excluded_reason: SUM_TOO_LARGE })
  }

  private async remove(invoiceIds: number[], trx: Trx) {
    await trx.from('invoice_lines').whereIn('invoice_id', invoiceIds).delete()
    await trx.from('invoices').whereIn('id', invoiceIds).delete()
  }

  private async write(runId: number, proposals: Proposal<ChargeRow>[], trx: Trx) {
    const at = sqlInstant(now())
    const references = proposals.map(() => invoiceReference(randomBytes(8)))
    const invoices = proposals.map((proposal, index) => ({
      company_id: proposal.companyId,
      billing_run_id: runId,
      group_key: proposal.groupKey,
      split: proposal.split,
      kind: proposal.kind,
      status: 'proposed',
      reference: references[index],
      currency: proposal.currency,
      payment_term_id: proposal.charges[0].paymentTermId,
      erp_site_id: proposal.charges[0].siteId,
      payer_id: proposal.charges[0].payerId ?? null,
      net_cents: proposal.netCents,
      line_count: proposal.charges.length,
      line_hash: lineHash(proposal),
      anomaly_count: proposal.anomalyCount,
      created_at: at,
      updated_at: at,
    }))
    await insertMany(trx, 'invoices', invoices)

    const ids = await this.idsOf(references, trx)
    const lines = proposals.flatMap((proposal, index) =>
      proposal.charges.map((charge, position) => lineOf(ids.get(references[index])!, position + 1, charge))
    )
    await insertMany(trx, 'invoice_lines', lines)
  }

  private async idsOf(references: string[], trx: Trx): Promise<Map<string, number>> {
    const ids = new Map<string, number>()
    for (let start = 0; start < references.length; start += 500) {
      const rows = await trx.from('invoices').select('id', 'reference').whereIn('reference', references.slice(start, start + 500))
      for (const row of rows) ids.set(row.reference, Number(row.id))
    }
    return ids
  }
}

function lineOf(invoiceId: number, position: number, charge: ChargeRow) {
  return {
    invoice_id: invoiceId,
    charge_id: charge.id,
    position,
    description: charge.description,
    quantity: charge.quantity,
    unit_price: charge.unitPrice,
    net_cents: charge.netCents,
    product_id: charge.productId,
    tax_code: charge.taxCode,
    period_from: charge.periodFrom,
    period_to: charge.periodTo,
  }
}
