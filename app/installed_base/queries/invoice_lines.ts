import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ErpSoldLine } from '#contracts/erp_records'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { LoanPair } from '#installed_base/queries/loan_pairs'
import type { InvoiceLine } from '#installed_base/rules/loan_case'
import { magnitude, quantity } from '#installed_base/rules/quantity'

/** With what the source keys of an invoice's events begin. */
export function invoiceKey(connectionId: number, externalId: string): string {
  return `invoice:${connectionId}/${externalId}`
}

/** What posted invoices and credit notes since a day say a company bought, or gave back, of a product. */
export async function invoiceLines(client: QueryClientContract, { companyId, productId }: LoanPair, since: CalendarDate): Promise<InvoiceLine[]> {
  const product = await client.from('products').where('id', productId).firstOrFail()
  const rows = await client
    .from('erp_invoices')
    .join('companies', 'companies.customer_id', 'erp_invoices.customer_id')
    .where({ 'companies.id': companyId, 'erp_invoices.connection_id': product.connection_id })
    .whereIn('erp_invoices.state', ['posted', 'paid'])
    .where('erp_invoices.issued_on', '>=', since)
    .whereNull('erp_invoices.gone_at')
    .whereNotNull('erp_invoices.sold')
    .select('erp_invoices.*')

  return rows.flatMap((row) => {
    const lines = (JSON.parse(row.sold) as ErpSoldLine[]).filter((line) => line.productId === product.external_id)
    return lines.map((line) => lineOf(line, { ...row, connectionId: Number(product.connection_id) }))
  })
}

function lineOf(line: ErpSoldLine, row: Record<string, any>): InvoiceLine {
  const key = invoiceKey(row.connectionId, row.external_id)
  return {
    erpInvoiceId: Number(row.id),
    document: row.number ?? row.external_id,
    connectionId: row.connectionId,
    invoiceKey: key,
    lineKey: `${key}/${line.id}`,
    on: row.issued_on,
    isCredit: row.credits_external_id !== null || Number(row.net_cents) < 0,
    credits: row.credits_external_id === null ? null : invoiceKey(row.connectionId, row.credits_external_id),
    quantity: magnitude(quantity(line.quantity)),
    orderLine: line.orderLineId ?? null,
    serials: line.serials ?? [],
  }
}
