import { randomBytes } from 'node:crypto'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type BillingRun from '#billing/models/billing_run'
import { chargesByCompany, chargesOfGroup, type ChargeRow } from '#billing/queries/proposed_charges'
import { invoiceReference } from '#billing/rules/invoice_reference'
import { proposalsOf, type Proposal } from '#billing/rules/proposals'

interface Group {
  companyId: number
  currency: string
  groupKey: string
}

/** Writes a run's charges as proposed invoices with their lines; what was proposed before gives way. */
export default class ProposeInvoices {
  /** Returns how many charges are proposed. When no charge changed, the proposals stand. */
  async handle(run: BillingRun): Promise<number> {
    const proposed = await this.count(run)
    if (run.changes === 0 && proposed.lines === proposed.charges) return proposed.charges

    await this.withdraw(run)
    for await (const charges of chargesByCompany(run.id)) {
      await within(undefined, (trx) => this.write(run.id, proposalsOf(charges), trx))
    }
    return proposed.charges
  }

  /** Writes one proposal anew after a charge of it was excluded or taken back in. */
  async rebuild(runId: number, group: Group, trx: Trx): Promise<void> {
    const where = { billing_run_id: runId, company_id: group.companyId, currency: group.currency, group_key: group.groupKey }
    const invoices = trx.from('invoices').select('id').where(where).where('status', 'proposed')
    await trx.from('invoice_lines').whereIn('invoice_id', invoices).delete()
    await trx.from('invoices').where(where).where('status', 'proposed').delete()
    await this.write(runId, proposalsOf(await chargesOfGroup(runId, group, trx)), trx)
  }

  private async count(run: BillingRun) {
    return within(undefined, async (trx) => {
      const charges = await trx.from('charges').where({ billing_run_id: run.id, state: 'proposed' }).count('* as n').first()
      const lines = await trx.from('invoices').where({ billing_run_id: run.id }).sum('line_count as n').first()
      return { charges: Number(charges.n), lines: Number(lines.n ?? 0) }
    })
  }

  private async withdraw(run: BillingRun) {
    await within(undefined, async (trx) => {
      const invoices = trx.from('invoices').select('id').where({ billing_run_id: run.id, status: 'proposed' })
      await trx.from('invoice_lines').whereIn('invoice_id', invoices).delete()
      await trx.from('invoices').where({ billing_run_id: run.id, status: 'proposed' }).delete()
    })
  }

  private async write(runId: number, proposals: Proposal<ChargeRow>[], trx: Trx) {
    const at = sqlInstant(now())
    const references = proposals.map(() => invoiceReference(randomBytes(8)))
    const invoices = proposals.map((proposal, index) => ({
      company_id: proposal.companyId,
      billing_run_id: runId,
      group_key: proposal.groupKey,
      kind: proposal.kind,
      status: 'proposed',
      reference: references[index],
      currency: proposal.currency,
      net_cents: proposal.netCents,
      line_count: proposal.charges.length,
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
