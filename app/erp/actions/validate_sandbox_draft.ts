import { addDays, yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { draftOf } from '#erp/actions/write_sandbox_draft'
import { admitDay, admitHeader, taxOf } from '#erp/connectors/sandbox/sandbox_admission'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import type { InvoiceLineRow } from '#erp/connectors/sandbox/sandbox_rows'
import ErpRefused from '#erp/errors/erp_refused'

/** Makes a draft of the sandbox ERP legally valid: number, tax and due day, or a refusal. */
export default class ValidateSandboxDraft {
  /** False when it was valid already. */
  async handle(id: number, today: CalendarDate, trx?: Trx): Promise<boolean> {
    return within(trx, async (client) => {
      const known = await client.from('sandbox_invoices').where({ id }).forUpdate().first()
      if (known && known.state !== 'draft') return false
      const draft = await draftOf(client, id)
      const lines: InvoiceLineRow[] = await client.from('sandbox_invoice_lines').where('invoice_id', id)
      if (lines.length === 0) throw new ErpRefused('other', 'An invoice needs at least one line')
      const issuedOn = draft.issued_on ?? today
      await admitDay(client, issuedOn, today)
      const customer = await admitHeader(client, { ...draft, customerId: String(draft.customer_id) }, id)

      const parts = lines.map((line) => ({ netCents: Number(line.net_cents), percent: line.tax_percent }))
      const netCents = parts.reduce((sum, part) => sum + part.netCents, 0)
      const taxCents = taxOf(parts)
      const totalCents = netCents + taxCents
      await client
        .from('sandbox_invoices')
        .where({ id })
        .update({
          number: await nextNumber(client, `F${yearOf(issuedOn)}-`),
          state: 'posted',
          issued_on: issuedOn,
          due_on: addDays(issuedOn, customer.payment_days),
          net_cents: netCents,
          tax_cents: taxCents,
          total_cents: totalCents,
          open_cents: totalCents,
          modified_at: sqlInstant(now()),
        })
      return true
    })
  }
}
