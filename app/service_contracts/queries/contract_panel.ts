import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { billedCharges } from '#billing/queries/billed_ledger'
import { todayIn } from '#shared/clock'
import { carriedOfContract } from '#service_contracts/queries/carried_over'
import { coverageOfContract } from '#service_contracts/queries/coverage/coverage_of_contract'
import { contractSchedule, scheduleWindow } from '#service_contracts/queries/contract_schedule'
import { serviceOfContract } from '#service_contracts/queries/service_of_contract'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { revaluationsOf } from '#service_contracts/queries/revaluation_review'
import { signingStanding } from '#service_contracts/queries/signing/signing_standing'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { obstaclesOf } from '#service_contracts/rules/signing/next_steps'
import type { Row, Values } from '#shared/records/record_type'

/** The schedule of a contract round today or in the days that its address asks for: what was billed, what is due, what will come, line by line. */
export async function contractPanel(row: Row, actor: Actor, query: Values = {}) {
  const today = todayIn(actor.timeZone)
  const window = scheduleWindow(row, today, query.window)
  const lines = await db.from('contract_lines').where('service_contract_id', row.id).orderBy('position').limit(200)
  const ids = lines.map(({ id }) => Number(id))
  const [ledger, events] = await Promise.all([billedCharges('contract_line', ids), eventsOfLines(ids)])
  const { schedule, dueCents, ...figures } = await contractSchedule(row, lines, { ledger, events }, today, window)

  const carried = IN_FORCE.includes(row.status as string) && row.min_invoice_amount ? ((await carriedOfContract(row.id, today)) ?? null) : null
  if (carried) for (const item of schedule) if (item.state === 'due') item.state = 'carried'
  return {
    ...figures,
    schedule,
    window,
    carried,
    dueCents: carried ? 0 : dueCents,
    changes: await changesOf(ids),
    revaluations: await revaluationsOf(row.id),
    coverage: await coverageOfContract(row.id),
    service: await serviceOfContract(row.id, today),
    alerts: await db.from('contract_alerts').where('service_contract_id', row.id).whereNull('settled_at').orderBy('id').limit(20),
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
