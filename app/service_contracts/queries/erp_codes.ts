import type { Trx } from '#shared/database/transaction'
import ContractImpossible, { type ContractRefusal } from '#service_contracts/errors/contract_impossible'
import type { Values } from '#shared/records/record_type'

interface Wanted {
  table: string
  field: string
  unknown: ContractRefusal
  also?: (row: Values) => boolean
}

const OF_CONTRACT: Wanted[] = [
  { table: 'payment_terms', field: 'payment_term_id', unknown: 'payment_term' },
  { table: 'erp_sites', field: 'erp_site_id', unknown: 'site', also: (site) => Boolean(site.is_invoicing) },
]
const OF_LINE: Wanted[] = [{ table: 'tax_codes', field: 'tax_code_id', unknown: 'tax_code' }]

/** @throws {ContractImpossible} for a term, site or currency that the ERP of the company that pays does not have in use */
export async function refuseForeignCodes(contract: Values, changed: Values, trx: Trx): Promise<void> {
  const connectionId = await connectionOf(Number(contract.bill_to_id ?? contract.company_id), trx)
  await refuse(OF_CONTRACT, changed, connectionId, trx)
  if (connectionId === null || !('currency' in changed)) return

  const currencies = () => trx.from('currencies').where('connection_id', connectionId).whereNull('gone_at')
  if (!(await currencies().first())) return
  const known = await currencies().where({ code: String(contract.currency), is_active: true }).first()
  if (!known) throw new ContractImpossible('currency', 'currency_not_in_erp')
}

/** @throws {ContractImpossible} for a tax code that the ERP of the company that pays does not have in use */
export async function refuseForeignTaxCode(contract: Values, changed: Values, trx: Trx): Promise<void> {
  await refuse(OF_LINE, changed, await connectionOf(Number(contract.bill_to_id), trx), trx)
}

async function refuse(wanted: Wanted[], changed: Values, connectionId: number | null, trx: Trx): Promise<void> {
  for (const { table, field, unknown, also } of wanted) {
    if (!changed[field]) continue
    const row = await trx.from(table).where('id', Number(changed[field])).first()
    const isUsable = row && row.gone_at === null && row.is_active && (also?.(row) ?? true)
    if (!isUsable || (connectionId !== null && Number(row.connection_id) !== connectionId)) throw new ContractImpossible(field, unknown)
  }
}

/** The ERP in which a company is invoiced; null while it is in none. */
async function connectionOf(companyId: number, trx: Trx): Promise<number | null> {
  const row = await trx
    .from('companies')
    .join('customers', 'customers.id', 'companies.customer_id')
    .where('companies.id', companyId)
    .select('customers.connection_id')
    .first()

  return row ? Number(row.connection_id) : null
}
