import type { InvoiceLineToPost, InvoiceToPost } from '#contracts/erp'
import type { Trx } from '#shared/database/transaction'

interface Postable {
  connectionId: number
  invoices: { id: number; document: InvoiceToPost }[]
}

/** Invoices as the ERP is to receive them, by connection; `unknown` are those whose company it does not have. */
export async function invoicesToPost(ids: number[], trx: Trx): Promise<{ postable: Postable[]; unknown: number[] }> {
  if (ids.length === 0) return { postable: [], unknown: [] }
  const rows = await trx
    .from('invoices')
    .join('companies', 'companies.id', 'invoices.company_id')
    .leftJoin('customers', 'customers.id', 'companies.customer_id')
    .select('invoices.id', 'invoices.reference', 'invoices.currency', 'invoices.net_cents', 'invoices.group_key')
    .leftJoin('payment_terms', 'payment_terms.id', 'invoices.payment_term_id')
    .leftJoin('erp_sites', 'erp_sites.id', 'invoices.erp_site_id')
    .leftJoin('companies as payers', 'payers.id', 'invoices.payer_id')
    .leftJoin('customers as paying', (join) => void join.on('paying.id', 'payers.customer_id').on('paying.connection_id', 'customers.connection_id'))
    .select('payers.name as payer', 'paying.external_id as payer_external_id')
    .select('customers.external_id as customer', 'customers.connection_id', 'payment_terms.code as payment_term', 'erp_sites.code as site')
    .whereIn('invoices.id', ids)
    .orderBy('invoices.id')
  const lines = await linesByInvoice(ids, trx)
  const credits = await creditedReferences(ids, trx)

  const byConnection = new Map<number, Postable>()
  const unknown: number[] = []
  for (const row of rows) {
    if (row.customer === null) {
      unknown.push(Number(row.id))
      continue
    }
    const connectionId = Number(row.connection_id)
    const postable = byConnection.get(connectionId) ?? { connectionId, invoices: [] }
    byConnection.set(connectionId, postable)
    postable.invoices.push({ id: Number(row.id), document: documentOf(row, lines.get(Number(row.id)) ?? [], credits.get(Number(row.id)) ?? []) })
  }
  return { postable: [...byConnection.values()], unknown }
}

function documentOf(row: Record<string, any>, lines: InvoiceLineToPost[], credits: string[]): InvoiceToPost {
  return {
    reference: row.reference,
    customerId: row.customer,
    issuedOn: null,
    currency: row.currency,
    netCents: Number(row.net_cents),
    text: row.reference,
    lines,
    ...(row.payment_term ? { paymentTerm: row.payment_term } : {}),
    ...(row.site ? { site: row.site } : {}),
    ...(row.payer ? { payer: { id: row.payer_external_id ?? null, name: row.payer } } : {}),
    ...(credits.length > 0 && Number(row.net_cents) < 0 ? { credits } : {}),
  }
}

/** The invoices whose charges these take back, by invoice. */
async function creditedReferences(ids: number[], trx: Trx): Promise<Map<number, string[]>> {
  const rows = await trx
    .from('invoice_lines')
    .join('charges', 'charges.id', 'invoice_lines.charge_id')
    .join('invoice_lines as corrected', 'corrected.charge_id', 'charges.corrects_charge_id')
    .join('invoices', 'invoices.id', 'corrected.invoice_id')
    .whereIn('invoice_lines.invoice_id', ids)
    .whereNotNull('invoices.reference')
    .distinct('invoice_lines.invoice_id', 'invoices.reference')
    .orderBy('invoices.reference')

  const credits = new Map<number, string[]>()
  for (const row of rows) credits.set(Number(row.invoice_id), [...(credits.get(Number(row.invoice_id)) ?? []), row.reference])
  return credits
}

async function linesByInvoice(ids: number[], trx: Trx): Promise<Map<number, InvoiceLineToPost[]>> {
  const rows = await trx
    .from('invoice_lines')
    .leftJoin('products', 'products.id', 'invoice_lines.product_id')
    .select('invoice_lines.*', 'products.external_id as product')
    .whereIn('invoice_id', ids)
    .orderBy('invoice_id')
    .orderBy('position')

  const lines = new Map<number, InvoiceLineToPost[]>()
  for (const row of rows) {
    const line = {
      productId: row.product,
      description: row.description,
      quantity: row.quantity,
      unitPrice: row.unit_price,
      netCents: Number(row.net_cents),
      taxCode: row.tax_code,
    }
    const known = lines.get(Number(row.invoice_id))
    if (known) known.push(line)
    else lines.set(Number(row.invoice_id), [line])
  }
  return lines
}
