import db from '@adonisjs/lucid/services/db'

/** The newest charge of a source with the invoice it stands on; null while no run has proposed it. */
export function fateOf(sourceType: string, sourceId: number) {
  return db
    .from('charges')
    .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'charges.source_type': sourceType, 'charges.source_id': sourceId })
    .orderBy('charges.id', 'desc')
    .select('charges.id', 'charges.state', 'charges.billing_run_id', 'charges.excluded_reason', 'charges.currency')
    .select('invoices.id as invoice_id', 'invoices.reference', 'invoices.erp_number', 'invoices.status')
    .first()
}
