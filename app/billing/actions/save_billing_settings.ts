import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import { billingSettings, type BillingSettings } from '#billing/queries/billing_settings'

/** Keeps the company's choices about billing, with who made them. */
export default class SaveBillingSettings {
  async handle(chosen: BillingSettings, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const before = await billingSettings(trx)
      const row = { id: 1, allows_own_approval: chosen.allowsOwnApproval, anomaly_percent: chosen.anomalyPercent, updated_at: sqlInstant(now()) }
      await upsertMany(trx, 'billing_settings', [row], ['id'], ['allows_own_approval', 'anomaly_percent', 'updated_at'])

      const changes = differences({ ...before }, { ...chosen })
      if (Object.keys(changes).length === 0) return
      await logChanges([{ recordType: 'billing_settings', recordId: 1, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}
