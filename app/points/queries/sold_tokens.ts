import type { Trx } from '#shared/database/transaction'
import type { TokenLine } from '#points/queries/token_lines'
import { earnedBy } from '#points/rules/tokens'

interface Sold {
  id: string
  productId: string
  quantity: string
}

/** What products that were invoiced in the ERP earn; credit notes less than nothing, and invoices that went from here nothing again. */
export async function soldTokens(erpInvoiceIds: number[], trx: Trx): Promise<TokenLine[]> {
  const rows = await trx
    .from('erp_invoices')
    .join('companies', 'companies.customer_id', 'erp_invoices.customer_id')
    .leftJoin('invoices', (own) => void own.on('invoices.connection_id', 'erp_invoices.connection_id').andOn('invoices.erp_id', 'erp_invoices.external_id'))
    .whereIn('erp_invoices.id', erpInvoiceIds)
    .whereNull('invoices.id')
    .where((ours) => void ours.whereNull('erp_invoices.reference').orWhereNot('erp_invoices.reference', 'like', 'SVC-%'))
    .whereNotNull('erp_invoices.sold')
    .select('erp_invoices.*', 'companies.id as company_id')
    .orderBy('erp_invoices.id')
  const lines = rows.flatMap((row) => (JSON.parse(row.sold) as Sold[]).map((sold) => ({ row, sold })))
  const rules = await rulesFor(lines.map(({ sold }) => sold.productId), trx)

  return lines.flatMap(({ row, sold }) =>
    (rules.get(`${row.connection_id} ${sold.productId}`) ?? []).map((rule) => {
      const counts = ['posted', 'paid'].includes(row.state) && row.gone_at === null
      const earned = counts ? earnedBy(sold.quantity, rule.tokens) : 0
      return {
        companyId: Number(row.company_id),
        modelId: Number(rule.contract_model_id),
        key: `erp_invoice:${row.connection_id}:${row.external_id}:${sold.id}`,
        label: row.number ?? '',
        tokens: Number(row.net_cents) < 0 ? 0 - earned : earned,
        on: row.issued_on,
      }
    })
  )
}

/** The rules for products that are invoiced, by connection and the ERP's identifier of the product. */
async function rulesFor(externalIds: string[], trx: Trx): Promise<Map<string, Record<string, any>[]>> {
  if (externalIds.length === 0) return new Map()
  const rows = await trx
    .from('token_rules')
    .join('products', 'products.id', 'token_rules.product_id')
    .where({ earned_on: 'invoice', 'token_rules.is_active': true })
    .whereIn('products.external_id', [...new Set(externalIds)])
    .select('products.connection_id', 'products.external_id', 'token_rules.contract_model_id', 'token_rules.tokens')
    .orderBy('token_rules.id')
  return Map.groupBy(rows, (row) => `${row.connection_id} ${row.external_id}`)
}
