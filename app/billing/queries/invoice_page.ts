import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import { isWorrying } from '#billing/rules/anomalies'
import { paymentState } from '#billing/rules/payment_state'
import { askedCredits } from '#billing/queries/asked_credits'
import { handCreditsOf } from '#billing/queries/hand_credits_of'
import { NO_ERP_CUSTOMER } from '#billing/rules/posting_refusal'
import type { Row } from '#shared/records/record_type'

/** Problems whose sentence is said in the reader's language. */
const PROBLEM_KEYS: Record<string, string> = { [NO_ERP_CUSTOMER]: 'billing.invoice.no_erp_customer', by_hand: 'posting.problems.by_hand' }

/** How far an invoice has come when its lines can be credited. */
const CREDITABLE = ['approved', 'queued', 'held', 'posted']

/** An invoice's lines, each with what its amount was computed from, and its way through the outbox. */
export async function invoicePage(row: Row, actor: Actor) {
  const lines = await db
    .from('invoice_lines')
    .join('charges', 'charges.id', 'invoice_lines.charge_id')
    .select('invoice_lines.*', 'charges.explanation', 'charges.anomalies', 'charges.due_on', 'charges.kind')
    .where('invoice_lines.invoice_id', row.id)
    .orderBy('invoice_lines.position')
    .limit(500)

  const handCredits = await handCreditsOf(row.id)

  return {
    company: await db.from('companies').where('id', row.company_id as number).first(),
    payer: row.payer_id ? await payerOf(row) : null,
    run: await db.from('billing_runs').where('id', row.billing_run_id as number).first(),
    posting: await db.from('outbox_messages').where({ subject_type: 'invoice', subject_id: row.id }).orderBy('id', 'desc').first(),
    payment: paymentState({ ...payable(row), isCredited: handCredits.length > 0 }, todayIn(actor.timeZone)),
    problemKey: PROBLEM_KEYS[String(row.problem_code)] ?? null,
    handCredits,
    askedCredits: await askedCredits(row.id),
    mayCredit: CREDITABLE.includes(String(row.status)) && actor.may('credit', 'ask'),
    mayTreatCredits: actor.may('billing_run', 'exclude'),
    mayDecide: actor.may('posting', 'view'),
    asOf: await lastToldAt(row),
    dueDates: JSON.parse((row.due_dates as string) || '[]'),
    lines: lines.map((line) => ({ ...line, explanation: JSON.parse(line.explanation), anomalies: line.anomalies.split(',').filter(isWorrying) })),
  }
}

/** When the ERP last told of this invoice; null while it has not. */
async function lastToldAt(row: Row): Promise<string | null> {
  const told = await db.from('erp_invoices').where('reference', row.reference as string).max('mirrored_at as at').first()
  return told?.at ?? null
}

/** Who pays instead of the company that is invoiced, and whether its ERP takes that with the invoice; null while there is none to ask. */
async function payerOf(row: Row): Promise<{ id: number; name: string; isTold: boolean | null }> {
  const payer = await db.from('companies').where('id', row.payer_id as number).firstOrFail()
  const found = await db
    .from('companies')
    .join('customers', 'customers.id', 'companies.customer_id')
    .join('erp_connections', 'erp_connections.id', 'customers.connection_id')
    .where('companies.id', row.company_id as number)
    .select('erp_connections.description')
    .first()
  const isTold = found?.description ? Boolean(JSON.parse(found.description).capabilities?.payers) : null
  return { id: Number(payer.id), name: payer.name, isTold }
}

function payable(row: Row) {
  const cents = (value: unknown) => (value === null || value === undefined ? null : Number(value))
  return { status: String(row.status), totalCents: cents(row.total_cents), openCents: cents(row.open_cents), dueOn: row.due_on as string | null }
}
