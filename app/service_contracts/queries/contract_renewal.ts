import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Row } from '#shared/records/record_type'
import { contractNotices } from '#service_contracts/queries/contract_notices'
import { contractTerms } from '#service_contracts/queries/contract_terms'
import { lettersOf } from '#service_contracts/queries/letters/letters'
import { reminderWindows } from '#service_contracts/queries/renewal_settings'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'
import { reminderWindow } from '#service_contracts/rules/renewal/reminder_window'

type Fact = { key: string; value: Record<string, unknown> }

/** The terms of a contract, the notices given, the letters written, and what may be done next. */
export async function contractRenewal(row: Row, actor: Actor) {
  const notices = await contractNotices(row.id)
  const notice = notices.find(({ open_key: open }) => open !== null) ?? null
  const runs = IN_FORCE.includes(String(row.status))
  const mayLetter = actor.may('contract_letter', 'write')
  const revalued = await db.from('revaluation_proposals').where({ service_contract_id: row.id, outcome: 'applied' }).first()
  return {
    notice,
    notices,
    terms: await contractTerms(row),
    letters: actor.may('contract_letter', 'view') ? await lettersOf(row.id) : [],
    facts: await factsOf(row),
    mayRecord: runs && !notice && actor.may('contract_notice', 'record'),
    mayWithdraw: runs && actor.may('contract_notice', 'withdraw'),
    letterKinds: mayLetter ? letterKinds(row, Boolean(notice), Boolean(revalued)) : [],
  }
}

function letterKinds(row: Row, hasNotice: boolean, isRevalued: boolean): string[] {
  const comesUp = IN_FORCE.includes(String(row.status)) && row.ends_on !== null && !hasNotice && row.renewal_mode !== 'none'
  return [...(comesUp ? ['renewal_announced'] : []), ...(Number(row.term_no) > 1 ? ['renewal_done'] : []), ...(hasNotice ? ['notice_confirmed'] : []), ...(isRevalued ? ['revaluation_announced'] : [])]
}

async function factsOf(row: Row): Promise<Fact[]> {
  const facts: Fact[] = [{ key: 'renewal.terms.mode', value: { mode: row.renewal_mode } }]
  const deadline = deadlineOf(row)
  if (!row.ends_on || !deadline) return facts
  facts.push({ key: 'renewal.terms.current', value: { no: Number(row.term_no), last: row.ends_on } }, { key: 'renewal.terms.deadline', value: { on: deadline } })
  const window = await windowOf(row, deadline)
  return window ? [...facts, { key: 'renewal.terms.reminder', value: { opens: window.opensOn, closes: window.closesOn } }] : facts
}

async function windowOf(row: Row, deadline: CalendarDate) {
  if (row.reminder_from_days !== null && row.reminder_to_days !== null) return reminderWindow(deadline, { from: Number(row.reminder_from_days), to: Number(row.reminder_to_days) })
  const company = await db.from('companies').select('country').where('id', row.company_id as number).first()
  const days = (await reminderWindows()).get(String(company?.country ?? '').toUpperCase())
  return row.renewal_mode === 'tacit' && days ? reminderWindow(deadline, days) : null
}
