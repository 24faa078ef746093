import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'

/** What a person would enter to let a contract follow its order line, as fields of the form. */
export interface ProposedChange {
  alert_id: number
  kind: 'amend' | 'terminate'
  on: CalendarDate
  line_id: number | null
  quantity?: string
  price?: string
  reason: string
}

/** The change that an open alert proposes, or null when it was settled or belongs to another contract. */
export async function proposedChange(contractId: number, alertId: number, today: CalendarDate): Promise<ProposedChange | null> {
  const alert = await db.from('contract_alerts').where({ id: alertId, service_contract_id: contractId }).whereNull('settled_at').first()
  if (!alert) return null
  const line = await db.from('contract_lines').select('id').where({ service_contract_id: contractId, position: 1 }).first()
  const terms = JSON.parse(alert.terms) as { order: string; quantity: string; unit_price: string }
  const common = { alert_id: Number(alert.id), on: today, line_id: line ? Number(line.id) : null, reason: terms.order }

  return alert.kind === 'order_line_cancelled'
    ? { ...common, kind: 'terminate' }
    : { ...common, kind: 'amend', quantity: terms.quantity, price: terms.unit_price }
}
