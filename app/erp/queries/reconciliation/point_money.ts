import db from '@adonisjs/lucid/services/db'
import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import type { MinorUnits } from '#shared/money/money'
import { expectedCharges } from '#service_contracts/queries/expected_charges'

/** What was billed until a day of something, and how much of it the ERP has posted; credits are taken off both. */
export interface BilledMoney {
  billedCents: MinorUnits
  postedCents: MinorUnits
  /** Credited without being billed again, above zero. */
  creditedCents: MinorUnits
}

/** Bills may follow their period that much later. */
const LATEST_BILL_MONTHS = 24

/**
 * What contracts bring for the terms that brought points, by their id; null where it cannot be computed.
 *
 * @param ends where each contract's last term with points ends; null for a term without an end, which counts until the day
 */
export async function agreedForPoints(ends: Map<number, CalendarDate | null>, on: CalendarDate): Promise<Map<number, { agreedCents: MinorUnits | null; lineIds: number[] }>> {
  const last = [...ends.values()].reduce<CalendarDate>((latest, end) => (end !== null && end > latest ? end : latest), on)
  const expected = await expectedCharges([...ends.keys()], addMonthsAnchored(last, LATEST_BILL_MONTHS))

  return new Map(
    [...expected].map(([contractId, { charges, refusal, lineIds }]) => {
      const end = ends.get(contractId) ?? null
      const covered = charges.filter(({ from }) => (end === null ? from <= on : from < end))
      return [contractId, { agreedCents: refusal ? null : covered.reduce((sum, { netCents }) => sum + netCents, 0), lineIds }]
    })
  )
}

/** What was billed of some sources until a day, by the source. */
export async function billedMoney(sourceType: string, sourceIds: number[], on: CalendarDate): Promise<Map<number, BilledMoney>> {
  const money = new Map<number, BilledMoney>()
  if (sourceIds.length === 0) return money
  const take = (row: Record<string, any>, isPosted: boolean, credited = 0) => {
    const known = money.get(Number(row.source_id)) ?? { billedCents: 0, postedCents: 0, creditedCents: 0 }
    const net = Number(row.net)
    money.set(Number(row.source_id), { billedCents: known.billedCents + net, postedCents: known.postedCents + (isPosted ? net : 0), creditedCents: known.creditedCents + credited })
  }
  for (const row of await ownCharges(sourceType, sourceIds, on)) take(row, row.status === 'posted')
  for (const row of await askedCredits(sourceType, sourceIds, on)) take(row, row.status === 'posted', -Number(row.net))
  for (const row of await handCredits(sourceType, sourceIds, on)) take(row, true, row.treatment === 'again' ? 0 : -Number(row.net))
  return money
}

function ownCharges(sourceType: string, sourceIds: number[], on: CalendarDate) {
  return db
    .from('charges')
    .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'charges.source_type': sourceType, 'charges.state': 'billed' })
    .whereIn('charges.source_id', sourceIds)
    .where('charges.due_on', '<=', on)
    .groupBy('charges.source_id', 'invoices.status')
    .select('charges.source_id', 'invoices.status')
    .sum('charges.net_cents as net')
}

/** What people had credited of the charges of these sources. */
function askedCredits(sourceType: string, sourceIds: number[], on: CalendarDate) {
  return db
    .from('charges')
    .join('charges as credited', 'credited.id', 'charges.corrects_charge_id')
    .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'charges.source_type': 'credit_request', 'charges.state': 'billed', 'credited.source_type': sourceType })
    .whereIn('credited.source_id', sourceIds)
    .where('charges.due_on', '<=', on)
    .groupBy('credited.source_id', 'invoices.status')
    .select('credited.source_id', 'invoices.status')
    .sum('charges.net_cents as net')
}

/** What was credited of them in the ERP by hand. */
function handCredits(sourceType: string, sourceIds: number[], on: CalendarDate) {
  return db
    .from('hand_credit_shares')
    .join('hand_credits', 'hand_credits.id', 'hand_credit_shares.hand_credit_id')
    .join('erp_invoices', 'erp_invoices.id', 'hand_credits.erp_invoice_id')
    .join('charges', 'charges.id', 'hand_credit_shares.charge_id')
    .where({ 'charges.source_type': sourceType, 'charges.state': 'billed' })
    .whereIn('charges.source_id', sourceIds)
    .where('erp_invoices.issued_on', '<=', on)
    .groupBy('charges.source_id', 'hand_credits.treatment')
    .select('charges.source_id', 'hand_credits.treatment')
    .select(db.raw('0 - sum(hand_credit_shares.net_cents) as net'))
}
