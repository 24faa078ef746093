import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import type { InvoiceRow } from '#erp/connectors/sandbox/sandbox_rows'
import SandboxRefused from '#erp/errors/sandbox_refused'

/** Records that a customer paid an invoice of the sandbox ERP in full. */
export default class PaySandboxInvoice {
  async handle(invoiceId: number, trx?: Trx): Promise<void> {
    return within(trx, async (client) => {
      const invoice: InvoiceRow = await client.from('sandbox_invoices').where('id', invoiceId).forUpdate().firstOrFail()
      if (invoice.state !== 'posted') throw new SandboxRefused('not_payable')
      await client
        .from('sandbox_invoices')
        .where('id', invoiceId)
        .update({ state: 'paid', open_cents: 0, modified_at: sqlInstant(now()) })
    })
  }
}
