import type { Trx } from '#shared/database/transaction'
import { removeTokens } from '#shared/search/write_tokens'
import { OPENING } from '#points/actions/take_over_points'

/** Takes the account of a contract away again when nothing but its opening was booked; answers whether none is left. */
export default class ForgetOpening {
  async handle(contractId: number, trx: Trx): Promise<boolean> {
    const account = await trx.from('point_accounts').where('service_contract_id', contractId).forUpdate().first()
    if (!account) return true
    const mine = { point_account_id: account.id }
    if (await trx.from('point_entries').where(mine).whereNot('entry_key', OPENING).first()) return false

    for (const table of ['point_moves', 'point_lots', 'point_entries']) await trx.from(table).where(mine).delete()
    await trx.from('point_accounts').where('id', account.id).delete()
    await removeTokens('point_account', Number(account.id), trx)
    return true
  }
}
