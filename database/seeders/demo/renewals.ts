import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'

const MODES = ['tacit', 'manual', 'tacit', 'quote', 'tacit', 'manual', 'none', 'tacit', 'tacit']

/** Monthly contracts that come up in the next months, each in its own way, and the windows that two laws leave for a reminder. */
export async function seedDemoRenewals(trx: Trx, today: CalendarDate): Promise<void> {
  const stamps = { version: 1, created_at: sqlInstant(now()), updated_at: sqlInstant(now()) }
  await trx.insertQuery().table('reminder_windows').insert({ country: 'US', from_days: 30, to_days: 15, law: 'New York, General Obligations Law § 5-903', ...stamps })
  await trx.insertQuery().table('reminder_windows').insert({ country: 'FR', from_days: 90, to_days: 30, law: 'Code de la consommation, L215-1', ...stamps })

  const contracts = await trx.from('service_contracts').where({ status: 'active', period_unit: 'month', kind: 'maintenance' }).where('starts_on', '<', addMonthsAnchored(today, -3)).orderBy('id').limit(MODES.length)
  for (const [index, contract] of contracts.entries()) {
    const months = 6 + Math.floor(index / 3)
    const lasts = [...Array(60).keys()].find((count) => addMonthsAnchored(contract.starts_on, count) > addMonthsAnchored(today, months - 3))!
    const endsOn = addMonthsAnchored(contract.starts_on, lasts)
    const renewal = { renewal_mode: MODES[index], notice_count: 2, notice_unit: 'month', renewal_months: 12, term_months: lasts, ends_on: endsOn }
    await trx.from('service_contracts').where('id', contract.id).update({ ...renewal, deadline_on: deadlineOf(renewal) })
  }
}
