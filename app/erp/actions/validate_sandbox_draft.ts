import { yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { draftOf } from '#erp/actions/write_sandbox_draft'
import { admitCodes, admitDay, admitHeader, taxOf } from '#erp/connectors/sandbox/sandbox_admission'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import type { InvoiceLineRow } from '#erp/connectors/sandbox/sandbox_rows'
import { duesOf } from '#erp/rules/due_instalments'
import ErpRefused from '#erp/errors/erp_refused'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

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

      const { instalments } = await admitCodes(client, { ...draft, customerId: String(draft.customer_id), paymentTerm: draft.payment_term }, customer)

      const parts = lines.map((line) => ({ netCents: Number(line.net_cents), percent: line.tax_percent }))
      const netCents = parts.reduce((sum, part) => sum + part.netCents, 0)
      const taxCents = taxOf(parts)
      const totalCents = netCents + taxCents
      const dues = duesOf(issuedOn, totalCents, instalments)
      await client
        .from('sandbox_invoices')
        .where({ id })
        .update({
          number: await nextNumber(client, `F${yearOf(issuedOn)}-`),
          state: 'posted',
          issued_on: issuedOn,
          due_on: dues[0].on,
          net_cents: netCents,
          tax_cents: taxCents,
          total_cents: totalCents,
          open_cents: totalCents,
          modified_at: sqlInstant(now()),
        })
      await insertMany(client, 'sandbox_due_dates', dues.map(({ on, amountCents }) => ({ invoice_id: id, due_on: on, amount_cents: amountCents })))
      await tellOfSandboxChange('invoice', id, client)
      return true
    })
  }
}
