import db from '@adonisjs/lucid/services/db'

/** What decides the bill of a contract line. */
export const BILLABLE_COLUMNS = [
  'contract_lines.id',
  'contract_lines.product_id',
  'contract_lines.description',
  'contract_lines.quantity',
  'contract_lines.unit_price',
  'contract_lines.starts_on',
  'contract_lines.ends_on',
  'contract_lines.is_aligned',
  'service_contracts.starts_on as contract_starts_on',
  'contract_lines.installed_item_id',
  'installed_items.site_id as item_site_id',
  'service_contracts.id as contract_id',
  'service_contracts.number',
  'service_contracts.kind as contract_kind',
  'service_contracts.status',
  'service_contracts.bill_to_id',
  'service_contracts.payer_id',
  'service_contracts.currency',
  'service_contracts.ends_on as contract_ends_on',
  'service_contracts.billed_until',
  'service_contracts.sales_order_number',
  'service_contracts.payment_term_id',
  'service_contracts.erp_site_id',
  'tax_codes.code as tax_code',
  'period_unit',
  'period_count',
  'mode',
  'anchor',
  'anchor_day',
  'lead_days',
  'lag_days',
  'first_partial',
  'last_partial',
  'proration',
  'free_days',
  'free_periods',
  'min_invoice_amount',
  'grouping',
]

/** The lines of every contract that was ever active. */
export function billableLines() {
  return db
    .from('contract_lines')
    .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
    .leftJoin('tax_codes', 'tax_codes.id', 'contract_lines.tax_code_id')
    .leftJoin('installed_items', 'installed_items.id', 'contract_lines.installed_item_id')
    .whereNotIn('service_contracts.status', ['draft', 'cancelled'])
}
