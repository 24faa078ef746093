import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'
import { CLASS_ORDER, type CoveragePolicy } from '#service_contracts/rules/coverage/coverage_case'

export interface CoverageSettings extends CoveragePolicy {
  /** How long limits stay reserved for work that is neither validated nor cancelled. */
  reservationDays: number
}

const RESERVATION_DAYS = 30

/** The company's choices about coverage; the usual ones where nothing was chosen. */
export async function coverageSettings(trx?: Trx): Promise<CoverageSettings> {
  const row = await (trx ?? db).from('coverage_settings').where('id', 1).first()
  return {
    classOrder: row ? row.class_order.split(',') : CLASS_ORDER,
    percentOf: row?.percent_of ?? 'line',
    reservationDays: Number(row?.reservation_days ?? RESERVATION_DAYS),
  }
}
