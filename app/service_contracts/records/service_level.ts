import type { Trx } from '#shared/database/transaction'
import type { Field, RecordType, Row, Values } from '#shared/records/record_type'
import ServiceLevelImpossible from '#service_contracts/errors/service_level_impossible'
import { serviceLevelPanel } from '#service_contracts/queries/service_level_panel'
import { rangesOf, WEEKDAYS } from '#service_contracts/rules/coverage/written_hours'
import { CLOCKS, pauseColumn, SEVERITIES, targetColumn, targetMinutes, targetText, WAITING_REASONS } from '#service_contracts/rules/service_level'

const TARGETS: Field[] = SEVERITIES.flatMap((severity) =>
  CLOCKS.map((clock): Field => ({ name: targetColumn(clock, severity), kind: 'text', max: 16, hidden: true, heading: `service_levels.form_${severity}` }))
)
const PAUSES: Field[] = WAITING_REASONS.map((reason) => ({ name: pauseColumn(reason), kind: 'boolean', initial: reason === 'customer', hidden: true, heading: 'service_levels.pauses' }))

/** How soon work is promised, by severity, in working time of a calendar. Models publish a copy, contracts keep one. */
export const SERVICE_LEVEL: RecordType = {
  name: 'service_level',
  domain: 'service_contracts',
  table: 'service_levels',
  path: '/service-contracts/service-levels',
  icon: 'timer',
  title: ['name'],
  subtitle: 'code',
  defaultSort: 'name',
  isReferableByAll: true,
  actions: ['view', 'create', 'edit', 'export', 'import'],
  fields: [
    { name: 'code', kind: 'text', max: 64, required: true, listed: true, filter: true, search: true, unique: true },
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
    { name: 'hours_calendar_id', kind: 'reference', to: 'hours_calendar', required: true, listed: true, filter: true },
    { name: 'is_active', kind: 'boolean', initial: true, listed: true, filter: true },
    ...TARGETS,
    ...PAUSES,
    { name: 'notes', kind: 'longtext' },
  ],
  children: [{ type: 'contract_model', via: 'service_level_id' }],
  panel: { template: 'components/service_contracts/service_level_panel', load: serviceLevelPanel },
  beforeSave: completeServiceLevel,
}

/** Writes targets the same way everywhere, and refuses those nobody can read, a level of none, and a calendar that never opens. */
async function completeServiceLevel(values: Values, before: Row | null, trx: Trx): Promise<void> {
  for (const { name } of TARGETS.filter((field) => field.name in values)) {
    const minutes = targetMinutes(values[name])
    if (minutes === undefined) throw new ServiceLevelImpossible(name, 'target')
    values[name] = minutes === null ? null : targetText(minutes)
  }
  const whole: Values = { ...before, ...values }
  if (!TARGETS.some(({ name }) => whole[name])) throw new ServiceLevelImpossible(TARGETS[0].name, 'no_targets')
  const calendar = await trx.from('hours_calendars').where('id', Number(whole.hours_calendar_id)).first()
  if (calendar && !WEEKDAYS.some((day) => rangesOf(calendar[day])?.length)) throw new ServiceLevelImpossible('hours_calendar_id', 'never_opens')
}
