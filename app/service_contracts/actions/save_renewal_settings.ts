import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import { renewalSettings, type RenewalSettings } from '#service_contracts/queries/renewal_settings'

/** Keeps the company's choices about renewals, with who made them. */
export default class SaveRenewalSettings {
  async handle(chosen: RenewalSettings, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const before = asColumns(await renewalSettings(trx))
      const after = asColumns(chosen)
      await upsertMany(trx, 'renewal_settings', [{ id: 1, ...after, updated_at: sqlInstant(now()) }], ['id'], [...Object.keys(after), 'updated_at'])
      const changes = differences(before, after)
      if (Object.keys(changes).length === 0) return
      await logChanges([{ recordType: 'renewal_settings', recordId: 1, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}

function asColumns({ alertDays, writesReminders }: RenewalSettings) {
  return { alert_days: alertDays, writes_reminders: writesReminders }
}
