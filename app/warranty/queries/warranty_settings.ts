import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'
import { USUAL_OUTCOMES, type Outcomes } from '#warranty/rules/check_policy'

export interface WarrantySettings {
  /** Days after the purchase within which it has to be registered; null for no limit. */
  deadlineDays: number | null
  /** Whether customers may register by the public form. */
  isFormOpen: boolean
  outcomes: Outcomes
  /** Days for which a replacement is warranted at least; null for no longer than what it replaced. */
  replacementDays: number | null
}

const USUAL_DEADLINE = 60

/** The house's choices about registrations; the usual ones where nothing was chosen. */
export async function warrantySettings(trx?: Trx): Promise<WarrantySettings> {
  const row = await (trx ?? db).from('warranty_settings').where('id', 1).first()
  if (!row) return { deadlineDays: USUAL_DEADLINE, isFormOpen: true, outcomes: USUAL_OUTCOMES, replacementDays: null }
  return {
    deadlineDays: row.deadline_days === null ? null : Number(row.deadline_days),
    isFormOpen: Boolean(row.is_form_open),
    outcomes: { ...USUAL_OUTCOMES, ...JSON.parse(row.outcomes) },
    replacementDays: row.replacement_days === null ? null : Number(row.replacement_days),
  }
}
