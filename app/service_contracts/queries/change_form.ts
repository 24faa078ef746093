import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { CHANGE_KINDS } from '#service_contracts/rules/change_kinds'
import { billingPolicyOf } from '#service_contracts/rules/contract_terms'
import { conventionOn } from '#service_contracts/rules/convention'

const EVER = '9999-12-31' as CalendarDate

/** Which fields each kind of change asks for, besides its day and its reason. */
const ASKED: Record<(typeof CHANGE_KINDS)[number], readonly string[]> = {
  amend: ['line_id', 'price', 'quantity'],
  convention: ['line_id', 'period_unit', 'period_count', 'anchor', 'anchor_day', 'mode', 'proration', 'keeps_price'],
  add: ['description', 'price', 'quantity', 'installed_item_id'],
  suspend: ['line_id', 'until', 'extends_term'],
  resume: ['line_id'],
  free: ['line_id', 'to', 'taken_back'],
  revalue: ['line_id', 'pct'],
  renew: [],
  terminate: ['line_id', 'credit', 'day_used', 'fee'],
}

/** What the form of a dated change shows: the fields of its kind, filled with what was typed or what holds today. */
export async function changeForm(contract: Record<string, any>, typed: Record<string, any>) {
  // of a draft only free days are agreed by date; everything else is still entered as it is
  const kinds = contract.status === 'draft' ? (['free'] as const) : CHANGE_KINDS
  const kind = kinds.find((name) => name === typed.kind) ?? kinds[0]
  const lines = await db.from('contract_lines').where('service_contract_id', contract.id).orderBy('position')
  const items = kind === 'add' ? await db.from('installed_items').where({ company_id: contract.company_id, is_open: true }).orderBy('code').limit(200) : []
  const agreed = kind === 'convention' ? await agreedConvention(contract, lines, typed.on) : {}
  return { contract, lines, items, kinds, kind, asked: ASKED[kind], typed: { ...agreed, ...typed, kind } }
}

/** How the first line is billed on a day, or by the last change agreed so far, as fields of the form. */
async function agreedConvention(contract: Record<string, any>, lines: Record<string, any>[], on: CalendarDate | undefined) {
  const events = lines.length > 0 ? (await eventsOfLines([Number(lines[0].id)])).get(Number(lines[0].id)) : []
  const { period, anchor, mode, proration } = conventionOn({ billing: billingPolicyOf(contract as never), events }, on ?? EVER)
  return { period_unit: period.unit, period_count: period.count, anchor: anchor.kind, anchor_day: anchor.kind === 'day_of_month' ? anchor.day : null, mode, proration }
}
