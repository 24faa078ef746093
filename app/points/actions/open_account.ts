import { now, sqlInstant } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import { HOUSE, logChanges } from '#shared/records/change_log'
import { writeTokens } from '#shared/search/write_tokens'
import type { Trx } from '#shared/database/transaction'

/** A contract as its points account needs it. */
export interface PointContract {
  id: number
  modelId: number | null
  companyId: number
  billToId: number
  title: string
  currency: string
}

const POLICY = ['shortage', 'overdraft_limit', 'remainder_price', 'grace_days', 'recharge_below', 'recharge_points', 'recharge_price', 'recharge_opens', 'recharge_months']

/** Opens the account of a points contract as its model's grant says; once for each contract. */
export async function openAccount(contract: PointContract, trx: Trx): Promise<number> {
  const known = await trx.from('point_accounts').select('id').where('service_contract_id', contract.id).first()
  if (known) return Number(known.id)

  const grant = contract.modelId === null ? null : await trx.from('point_grants').where('contract_model_id', contract.modelId).first()
  const at = sqlInstant(now())
  const number = numbered('P-', await takeNumbers('point_accounts', 1, trx))
  const account = {
    number,
    title: contract.title.slice(0, 160),
    company_id: contract.companyId,
    bill_to_id: contract.billToId,
    service_contract_id: contract.id,
    currency: contract.currency,
    status: 'open',
    ...(grant ? Object.fromEntries(POLICY.map((column) => [column, grant[column]])) : { shortage: 'block', grace_days: 30 }),
    version: 1,
    created_at: at,
    updated_at: at,
  }
  const [id] = await trx.insertQuery().table('point_accounts').insert(account)
  await logChanges([{ recordType: 'point_account', recordId: Number(id), kind: 'created', changes: { number: [null, number] } }], HOUSE, trx)
  await writeTokens('point_account', [{ id: Number(id), texts: [number, contract.title] }], trx)
  return Number(id)
}
