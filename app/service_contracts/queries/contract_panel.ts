import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { billedCharges } from '#billing/queries/billed_ledger'
import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { carriedOfContract } from '#service_contracts/queries/carried_over'
import { coverageOfContract } from '#service_contracts/queries/coverage/coverage_of_contract'
import { serviceOfContract } from '#service_contracts/queries/service_of_contract'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { invoicesOfCharges } from '#service_contracts/queries/invoices_of_charges'
import { revaluationsOf } from '#service_contracts/queries/revaluation_review'
import { signingStanding } from '#service_contracts/queries/signing/signing_standing'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { instalments, type Instalment } from '#service_contracts/rules/instalments'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'
import { obstaclesOf } from '#service_contracts/rules/signing/next_steps'
import { nextBillDate } from '#service_contracts/rules/schedule'
import type { Row } from '#shared/records/record_type'

const MONTHS_BACK = 12
const MONTHS_AHEAD = 12

/** The schedule of a contract round today: what was billed, what is due, what will come, line by line. */
export async function contractPanel(row: Row, actor: Actor) {
  const today = todayIn(actor.timeZone)
  const window = { from: addMonthsAnchored(today, -MONTHS_BACK), to: addMonthsAnchored(today, MONTHS_AHEAD) }
  const lines = await db.from('contract_lines').where('service_contract_id', row.id).orderBy('position').limit(200)
  const ids = lines.map(({ id }) => Number(id))
  const [ledger, events] = await Promise.all([billedCharges('contract_line', ids), eventsOfLines(ids)])
  const invoices = await invoicesOfCharges([...ledger.values()].flat().map(({ id }) => id))

  const schedule: (Instalment & { line: string; invoice: unknown })[] = []
  const dates: CalendarDate[] = []
  const refusals: string[] = []
  for (const line of lines) {
    const billed = ledger.get(Number(line.id)) ?? []
    try {
      const terms = lineTerms(line, row as never, row.ends_on as CalendarDate | null, events.get(Number(line.id)) ?? [])
      for (const item of instalments(terms, billed, today, window)) {
        schedule.push({ ...item, line: line.description, invoice: item.chargeId ? invoices.get(item.chargeId) : null })
      }
      const next = nextBillDate(terms, billed.map(segmentOfCharge), today)
      if (next) dates.push(next)
    } catch (error) {
      if (!(error instanceof BillingRefused)) throw error
      refusals.push(`${line.description}: ${error.message}`)
    }
  }

  const carried = IN_FORCE.includes(row.status as string) && row.min_invoice_amount ? ((await carriedOfContract(row.id, today)) ?? null) : null
  if (carried) for (const item of schedule) if (item.state === 'due') item.state = 'carried'
  schedule.sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
  return {
    schedule,
    refusals,
    carried,
    nextOn: dates.sort()[0] ?? null,
    changes: await changesOf(ids),
    revaluations: await revaluationsOf(row.id),
    coverage: await coverageOfContract(row.id),
    service: await serviceOfContract(row.id, today),
    alerts: await db.from('contract_alerts').where('service_contract_id', row.id).whereNull('settled_at').orderBy('id').limit(20),
    billedCents: schedule.filter(({ state }) => state === 'billed').reduce((sum, { netCents }) => sum + netCents, 0),
    dueCents: schedule.filter(({ state }) => state === 'due').reduce((sum, { netCents }) => sum + netCents, 0),
    mayChange: actor.may('service_contract', 'edit') && IN_FORCE.includes(row.status as string),
    mayAgreeFreeDays: actor.may('service_contract', 'edit') && row.status === 'draft' && lines.length > 0,
    mayActivate: actor.may('service_contract', 'edit') && row.status === 'draft',
    obstacles: row.status === 'draft' ? obstaclesOf(await signingStanding(row, db.connection())).activate : [],
  }
}

function changesOf(lineIds: number[]) {
  return db
    .from('contract_line_events')
    .join('contract_lines', 'contract_lines.id', 'contract_line_events.contract_line_id')
    .select('contract_line_events.*', 'contract_lines.description')
    .whereIn('contract_line_id', lineIds)
    .orderBy('happens_on', 'desc')
    .limit(50)
}
