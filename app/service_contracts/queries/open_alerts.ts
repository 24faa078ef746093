import db from '@adonisjs/lucid/services/db'

/** What the ERP reported about the order lines of living contracts and nobody has settled yet, oldest first. */
export async function openAlerts() {
  const rows = await db
    .from('contract_alerts')
    .join('service_contracts', 'service_contracts.id', 'contract_alerts.service_contract_id')
    .join('companies', 'companies.id', 'service_contracts.company_id')
    .select('contract_alerts.*', 'service_contracts.number', 'companies.name as company')
    .whereNull('settled_at')
    .where('contract_alerts.kind', 'like', 'order_line%')
    .orderBy('contract_alerts.id')
    .limit(200)
  return rows.map((row) => ({ ...row, terms: JSON.parse(row.terms) }))
}
