import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { SYNC } from '#shared/records/change_log'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents from '#installed_base/actions/record_item_events'
import { invoiceKey } from '#installed_base/queries/invoice_lines'
import { loanChanges } from '#installed_base/queries/loan_case'
import { loanPairs, pairKey, type LoanPair } from '#installed_base/queries/loan_pairs'

const KEYS_IN_A_QUESTION = 100

/**
 * Lets the ERP's invoices sell what a company had on loan or consignment, on the invoice's day, and credit notes take
 * that back. Whatever arrives later is weighed together with what was there, so that the order of arrival is irrelevant.
 */
export default class FollowLoanInvoices {
  /** Weighs again what was invoiced of these products to these companies, where anything of it was ever lent. */
  async handle(pairs: LoanPair[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const asked = new Set(pairs.map(pairKey))
      const lent = (await loanPairs(inner, pairs.map(({ companyId }) => companyId))).filter((pair) => asked.has(pairKey(pair)))
      for (const pair of lent) await this.weigh(pair, inner)
    })
  }

  /** Follows invoices and credit notes that were just mirrored. */
  async ofInvoices(erpInvoiceIds: number[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      for (const ids of chunks(erpInvoiceIds, KEYS_IN_A_QUESTION)) {
        const rows = await inner
          .from('erp_invoices')
          .leftJoin('companies', 'companies.customer_id', 'erp_invoices.customer_id')
          .whereIn('erp_invoices.id', ids)
          .select('erp_invoices.connection_id', 'erp_invoices.external_id', 'companies.id as company_id')
        const companies = rows.filter((row) => row.company_id !== null).map((row) => Number(row.company_id))
        await this.handle([...(companies.length > 0 ? await loanPairs(inner, companies) : []), ...(await this.saidBefore(rows, inner))], inner)
      }
    })
  }

  /** What the same invoices were recorded to say, also of another customer. */
  private async saidBefore(rows: Record<string, any>[], trx: Trx): Promise<LoanPair[]> {
    if (rows.length === 0) return []
    const events = await trx
      .from('installed_item_events')
      .where((any) => {
        for (const row of rows) {
          const key = invoiceKey(Number(row.connection_id), row.external_id)
          void any.orWhere((one) => void one.where('source_key', '>', `${key}/`).where('source_key', '<', `${key}0`))
        }
      })
      .where('is_newest', true)
    return events.map((event) => ({ companyId: Number(event.company_id), productId: Number(event.product_id) }))
  }

  private async weigh(pair: LoanPair, trx: Trx): Promise<void> {
    const { changes } = await loanChanges(trx, pair)
    if (changes.length === 0) return
    await new RecordItemEvents().handle(changes, trx)
    await new ProjectThreads().handle(changes.map(({ threadKey }) => threadKey), SYNC, trx)
  }
}
