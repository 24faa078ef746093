import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import { billingSettings, type BillingSettings } from '#billing/queries/billing_settings'

/** Keeps the company's choices about billing, with who made them; what is not named stays as it was. */
export default class SaveBillingSettings {
  async handle(chosen: Partial<BillingSettings>, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const before = await billingSettings(trx)
      const after = { ...before, ...chosen }
      const row = rowOf(after)
      await upsertMany(trx, 'billing_settings', [row], ['id'], Object.keys(row).filter((column) => column !== 'id'))

      const changes = differences({ ...before }, { ...after })
      if (Object.keys(changes).length === 0) return
      await logChanges([{ recordType: 'billing_settings', recordId: 1, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}

function rowOf(settings: BillingSettings) {
  return {
    id: 1,
    allows_own_approval: settings.allowsOwnApproval,
    anomaly_percent: settings.anomalyPercent,
    late_days: settings.lateDays,
    price_age_months: settings.priceAgeMonths,
    flags_first: settings.flagsFirst,
    flags_missing_tax: settings.flagsMissingTax,
    flags_blocked: settings.flagsBlocked,
    closed_months: settings.closedMonths,
    workers: settings.workers,
    updated_at: sqlInstant(now()),
  }
}
