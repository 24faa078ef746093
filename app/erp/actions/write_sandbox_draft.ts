import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { admitCodes, admitHeader, taxPercents } from '#erp/connectors/sandbox/sandbox_admission'
import type { InvoiceRow } from '#erp/connectors/sandbox/sandbox_rows'
import ErpRefused from '#erp/errors/erp_refused'

export interface DraftHeader {
  reference: string | null
  customerId: string
  currency: string
  issuedOn: CalendarDate | null
  text: string
  paymentTerm: string | null
  site: string | null
}

export interface DraftLine {
  productId: string | null
  description: string
  quantity: string
  unitPrice: string
  netCents: number
  taxCode: string | null
}

/** Writes an invoice at the sandbox ERP step by step: a header, then line after line; it is legally nothing yet. */
export default class WriteSandboxDraft {
  async handle(header: DraftHeader, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const customer = await admitHeader(client, header)
      const { siteId } = await admitCodes(client, header, customer)
      const nothing = { net_cents: 0, tax_cents: 0, total_cents: 0, open_cents: 0 }
      const [id] = await client.table('sandbox_invoices').insert({
        number: null,
        reference: header.reference,
        customer_id: customer.id,
        state: 'draft',
        issued_on: header.issuedOn,
        due_on: null,
        currency: header.currency,
        ...nothing,
        text: header.text,
        site_id: siteId,
        payment_term: header.paymentTerm,
        modified_at: sqlInstant(now()),
      })
      return Number(id)
    })
  }

  async addLine(id: number, line: DraftLine, trx?: Trx): Promise<void> {
    return within(trx, async (client) => {
      const draft = await draftOf(client, id)
      const [percent] = await taxPercents(client, [line])
      const position = Number((await client.from('sandbox_invoice_lines').where('invoice_id', id).count('* as count'))[0].count) + 1
      await client.table('sandbox_invoice_lines').insert({
        invoice_id: id,
        position,
        product_id: line.productId === null ? null : Number(line.productId),
        description: line.description,
        quantity: line.quantity,
        unit_price: line.unitPrice,
        net_cents: line.netCents,
        tax_percent: percent,
      })
      const netCents = Number(draft.net_cents) + line.netCents
      await client
        .from('sandbox_invoices')
        .where({ id })
        .update({ net_cents: netCents, total_cents: netCents, open_cents: netCents, modified_at: sqlInstant(now()) })
    })
  }

  async discard(id: number, trx?: Trx): Promise<void> {
    return within(trx, async (client) => {
      await draftOf(client, id)
      await client.from('sandbox_invoice_lines').where('invoice_id', id).delete()
      await client.from('sandbox_invoices').where({ id }).delete()
    })
  }
}

/** The draft, locked. */
export async function draftOf(trx: Trx, id: number): Promise<InvoiceRow> {
  const row: InvoiceRow | null = await trx.from('sandbox_invoices').where({ id }).forUpdate().first()
  if (!row) throw new ErpRefused('other', `There is no invoice ${id}`)
  if (row.state !== 'draft') throw new ErpRefused('other', `Invoice ${row.number} is final`)

  return row
}
