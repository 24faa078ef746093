import type { Trx } from '#shared/database/transaction'

/**
 * The currencies a company is invoiced in: that of its price list in the ERP, else those of the invoices the ERP holds
 * for it. Empty where the ERP says nothing of it.
 */
export async function customerCurrencies(companyId: number, trx: Trx): Promise<string[]> {
  const customer = await trx
    .from('companies')
    .join('customers', 'customers.id', 'companies.customer_id')
    .where('companies.id', companyId)
    .select('customers.id', 'customers.connection_id', 'customers.price_list_external_id')
    .first()
  if (!customer) return []

  if (customer.price_list_external_id) {
    const agreed = { connection_id: customer.connection_id, external_id: customer.price_list_external_id }
    const list = await trx.from('price_lists').where(agreed).select('currency').first()
    if (list?.currency) return [list.currency]
  }
  const rows = await trx.from('erp_invoices').where('customer_id', customer.id).distinct('currency').orderBy('currency')
  return rows.map(({ currency }) => currency as string)
}
