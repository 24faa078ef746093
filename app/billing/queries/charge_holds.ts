import db from '@adonisjs/lucid/services/db'
import type { HeldPart } from '#billing/actions/hold_charges'

const PAGE = 100

/** What is held now, the first to end first. */
export async function openHolds(after: number) {
  const rows = await db
    .from('charge_holds')
    .join('companies', 'companies.id', 'charge_holds.company_id')
    .select('charge_holds.*', 'companies.name as company')
    .whereNotNull('ledger_key')
    .orderBy('held_until')
    .orderBy('charge_holds.id')
    .offset(after)
    .limit(PAGE + 1)
  return { holds: rows.slice(0, PAGE), nextHref: rows.length > PAGE ? `/billing/holds?after=${after + PAGE}` : null }
}

/** What is about to be held, in words: a charge or a whole proposed invoice. */
export async function heldPart(runId: number, part: HeldPart) {
  if ('chargeId' in part) {
    const charge = await db.from('charges').where({ id: part.chargeId, billing_run_id: runId }).firstOrFail()
    return { title: charge.description, netCents: Number(charge.net_cents), currency: charge.currency, path: `/billing/runs/${runId}/charges/${charge.id}/hold` }
  }
  const invoice = await db.from('invoices').join('companies', 'companies.id', 'invoices.company_id').where({ 'invoices.id': part.invoiceId, billing_run_id: runId }).select('invoices.*', 'companies.name as company').firstOrFail()
  return { title: invoice.company, netCents: Number(invoice.net_cents), currency: invoice.currency, path: `/billing/runs/${runId}/invoices/${invoice.id}/hold` }
}

/** The holds on charges of a run, with their charges. */
export function holdsOfRun(runId: number) {
  return db
    .from('charge_holds')
    .join('charges', 'charges.ledger_key', 'charge_holds.ledger_key')
    .join('companies', 'companies.id', 'charge_holds.company_id')
    .where({ 'charges.billing_run_id': runId, 'charges.state': 'held' })
    .select('charge_holds.*', 'companies.name as company')
    .orderBy('charge_holds.held_until')
    .limit(200)
}

/** The charges of a run that wait until their contract has enough for an invoice, each with the figures that say so. */
export async function carriedInRun(runId: number) {
  // the ids first, in the order of an index: a run may hold very many, and their explanations are long
  const ids = await db.from('charges').where({ billing_run_id: runId, state: 'held' }).whereNull('held_until').orderBy('company_id').orderBy('id').limit(200).select('id')
  const rows = await db
    .from('charges')
    .join('companies', 'companies.id', 'charges.company_id')
    .whereIn('charges.id', ids.map(({ id }) => Number(id)))
    .select('charges.*', 'companies.name as company')
    .orderBy('charges.company_id')
    .orderBy('charges.id')
  return rows.flatMap((row) => {
    const { carried } = JSON.parse(row.explanation)
    return carried ? [{ ...row, why: carried }] : []
  })
}
