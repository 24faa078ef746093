import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import ReminderRefused from '#billing/errors/reminder_refused'
import { REMINDER_LANGUAGES, reminderLevels, type ReminderLevel } from '#billing/queries/reminder_levels'
import { levelFault } from '#billing/rules/reminders'

/**
 * Keeps after how many days and with what words the company reminds, and who decided it.
 *
 * @throws {ReminderRefused} when a level is not later than the one before it
 */
export default class SaveReminderLevels {
  async handle(levels: ReminderLevel[], actor: Actor): Promise<void> {
    const wrong = levelFault(levels)
    if (wrong !== null) throw new ReminderRefused('levels_order', `days_late_${wrong}`)
    await within(undefined, async (trx) => {
      const before = flat(await reminderLevels(trx))
      await trx.from('reminder_levels').delete()
      await insertMany(trx, 'reminder_levels', levels.map(rowOf))
      const changes = differences(before, flat(levels))
      if (Object.keys(changes).length === 0) return
      await logChanges([{ recordType: 'reminder_levels', recordId: 1, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}

function rowOf({ level, daysLate, texts }: ReminderLevel) {
  const words = REMINDER_LANGUAGES.flatMap((language) => [
    [`subject_${language}`, texts[language].subject],
    [`body_${language}`, texts[language].body],
  ])
  return { level, days_late: daysLate, ...Object.fromEntries(words), updated_at: sqlInstant(now()) }
}

function flat(levels: ReminderLevel[]): Record<string, unknown> {
  return Object.fromEntries(levels.flatMap((one) => Object.entries(rowOf(one)).filter(([name]) => name !== 'updated_at').map(([name, value]) => [`${one.level}.${name}`, value])))
}
