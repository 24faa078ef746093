import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'

export interface TokenThreshold {
  tokens: string
  points: string
  unit_value: string | null
  currency: string
}

/** How many tokens a contract of a model costs a company: its own threshold before the one for all; null when there is none. */
export async function thresholdOf(companyId: number, modelId: number, trx?: Trx): Promise<TokenThreshold | null> {
  const rows = await (trx ?? db).from('token_thresholds').where('contract_model_id', modelId).where((either) => void either.where('company_id', companyId).orWhereNull('company_id'))
  return rows.find((row) => row.company_id !== null) ?? rows[0] ?? null
}
