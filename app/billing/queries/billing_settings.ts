import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'

export interface BillingSettings {
  allowsOwnApproval: boolean
  /** A whole period that differs from the one before by more than this is an anomaly. */
  anomalyPercent: number
}

/** The company's choices about billing; the strict ones where nothing was chosen. */
export async function billingSettings(trx?: Trx): Promise<BillingSettings> {
  const row = await (trx ?? db).from('billing_settings').where('id', 1).first()
  return { allowsOwnApproval: Boolean(row?.allows_own_approval), anomalyPercent: Number(row?.anomaly_percent ?? 20) }
}
