import db from '@adonisjs/lucid/services/db'
import { spanOf } from '#billing/rules/span'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export interface BilledCharge {
  id: number
  sourceId: number
  kind: 'recurring' | 'credit'
  from: CalendarDate
  to: CalendarDate
  netCents: number
  correctsChargeId: number | null
  /** What of it somebody credited in the ERP, or asked to be credited here, without giving its days free; minor units above zero. */
  creditedCents: number
}

/** What was billed for these sources: approved charges, whatever their invoice's fate in the ERP is so far. */
export async function billedCharges(sourceType: string, sourceIds: number[]): Promise<Map<number, BilledCharge[]>> {
  const ledger = new Map<number, BilledCharge[]>()
  if (sourceIds.length === 0) return ledger

  const span = spanOf(sourceIds)
  const given = Promise.all([handCredits(sourceType, span), askedCredits(sourceType, span)])
  given.catch(() => {}) // thrown when it is waited for
  const rows = await db
    .from('charges')
    .select('id', 'source_id', 'kind', 'period_from', 'period_to', 'net_cents', 'corrects_charge_id')
    .where('source_type', sourceType)
    .whereBetween('source_id', span)
    .where('state', 'billed')
    .orderBy('id')

  const asked = new Set(sourceIds)
  for (const row of rows) {
    if (!asked.has(Number(row.source_id))) continue
    const charge = {
      id: Number(row.id),
      sourceId: Number(row.source_id),
      kind: row.kind,
      from: row.period_from,
      to: row.period_to,
      netCents: Number(row.net_cents),
      correctsChargeId: row.corrects_charge_id === null ? null : Number(row.corrects_charge_id),
      creditedCents: 0,
    }
    const known = ledger.get(charge.sourceId)
    if (known) known.push(charge)
    else ledger.set(charge.sourceId, [charge])
  }
  return withCredits(ledger, (await given).flat())
}

/** A credit whose days are to be billed again gives them free; any other one only limits what can still be credited. */
function withCredits(ledger: Map<number, BilledCharge[]>, credits: Given[]): Map<number, BilledCharge[]> {
  for (const { chargeId, sourceId, netCents, isBilledAgain } of credits) {
    const charges = ledger.get(sourceId) ?? []
    const charge = charges.find(({ id }) => id === chargeId)
    if (!charge) continue
    if (!isBilledAgain) charge.creditedCents += netCents
    else charges.push({ ...charge, id: -charge.id, kind: 'credit', netCents: -netCents, correctsChargeId: charge.id, creditedCents: 0 })
  }
  return ledger
}

interface Given {
  chargeId: number
  sourceId: number
  netCents: number
  isBilledAgain: boolean
}

async function handCredits(sourceType: string, span: [number, number]): Promise<Given[]> {
  const rows = await db
    .from('hand_credit_shares')
    .join('hand_credits', 'hand_credits.id', 'hand_credit_shares.hand_credit_id')
    .join('charges', 'charges.id', 'hand_credit_shares.charge_id')
    .where({ 'charges.source_type': sourceType, 'charges.state': 'billed' })
    .whereBetween('charges.source_id', span)
    .select('charges.id', 'charges.source_id', 'hand_credit_shares.net_cents', 'hand_credits.treatment')

  return rows.map((row) => ({
    chargeId: Number(row.id),
    sourceId: Number(row.source_id),
    netCents: Number(row.net_cents),
    isBilledAgain: row.treatment === 'again',
  }))
}

/** Credits that people asked for; they count from the day they were asked for, so that no source gives the same back too. */
async function askedCredits(sourceType: string, span: [number, number]): Promise<Given[]> {
  const rows = await db
    .from('credit_requests')
    .join('charges', 'charges.id', 'credit_requests.charge_id')
    .where({ 'charges.source_type': sourceType, 'charges.state': 'billed' })
    .whereBetween('charges.source_id', span)
    .whereNot('credit_requests.state', 'withdrawn')
    .select('charges.id', 'charges.source_id', 'credit_requests.net_cents')

  return rows.map((row) => ({ chargeId: Number(row.id), sourceId: Number(row.source_id), netCents: Number(row.net_cents), isBilledAgain: false }))
}
