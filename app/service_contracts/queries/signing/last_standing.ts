import db from '@adonisjs/lucid/services/db'
import { billedCharges } from '#billing/queries/billed_ledger'
import { addMonthsAnchored, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { reconcile } from '#service_contracts/rules/reconcile'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'
import type { LastStanding } from '#service_contracts/rules/signing/last_steps'

/** Long enough after the end for the last bill of any contract. */
const MONTHS_AFTER = 24

/** What decides whether a contract can be cancelled as a draft, or closed after its end. */
export async function lastStanding(contract: Record<string, any>, today: CalendarDate): Promise<LastStanding> {
  const approval = await db.from('approvals').where({ subject_type: 'service_contract', subject_id: contract.id, state: 'open' }).first()
  const account = await db.from('point_accounts').select('balance').where('service_contract_id', contract.id).first()
  const alerts = await db.from('contract_alerts').where('service_contract_id', contract.id).whereNull('settled_at').count('* as n').first()
  return {
    status: contract.status,
    isBeingApproved: Boolean(approval),
    holdsPoints: Number(account?.balance ?? 0) !== 0,
    isUnbilled: contract.status === 'ended' && (await isUnbilled(contract, today)),
    alertCount: Number(alerts?.n ?? 0),
  }
}

async function isUnbilled(contract: Record<string, any>, today: CalendarDate): Promise<boolean> {
  const lines = await db.from('contract_lines').where('service_contract_id', contract.id)
  const ids = lines.map(({ id }) => Number(id))
  const [ledger, events] = await Promise.all([billedCharges('contract_line', ids), eventsOfLines(ids)])
  const until = addMonthsAnchored(latest(today, contract.ends_on ?? today), MONTHS_AFTER)
  return lines.some((line) => {
    try {
      const terms = lineTerms(line, contract as never, contract.ends_on, events.get(Number(line.id)) ?? [])
      return reconcile(terms, (ledger.get(Number(line.id)) ?? []).map(segmentOfCharge), until).length > 0
    } catch (error) {
      if (error instanceof BillingRefused) return true
      throw error
    }
  })
}
