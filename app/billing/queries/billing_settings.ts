import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'
import { USUAL, type Thresholds } from '#billing/rules/anomalies'
import type { ClosedMonthTreatment } from '#billing/rules/due_page'

export interface BillingSettings extends Thresholds {
  allowsOwnApproval: boolean
  closedMonths: ClosedMonthTreatment
  /** How many workers compute a run side by side. */
  workers: number
}

/** The company's choices about billing; the strict ones where nothing was chosen. */
export async function billingSettings(trx?: Trx): Promise<BillingSettings> {
  const row = await (trx ?? db).from('billing_settings').where('id', 1).first()
  if (!row) return { ...USUAL, allowsOwnApproval: false, closedMonths: 'redirect', workers: 1 }

  return {
    allowsOwnApproval: Boolean(row.allows_own_approval),
    anomalyPercent: Number(row.anomaly_percent),
    lateDays: Number(row.late_days),
    priceAgeMonths: row.price_age_months === null ? null : Number(row.price_age_months),
    flagsFirst: Boolean(row.flags_first),
    flagsMissingTax: Boolean(row.flags_missing_tax),
    flagsBlocked: Boolean(row.flags_blocked),
    closedMonths: row.closed_months,
    workers: Number(row.workers),
  }
}
