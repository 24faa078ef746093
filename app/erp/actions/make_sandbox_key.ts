import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { hashOf, newKey } from '#erp/connectors/sandbox/api/api_access'

/** Gives a user of the sandbox's interface a new key; the one before is void. */
export default class MakeSandboxKey {
  async handle(username: string): Promise<string> {
    const key = newKey()
    await within(undefined, async (trx) => {
      await trx.from('sandbox_api_keys').where({ username }).delete()
      await trx.table('sandbox_api_keys').insert({ username, key_hash: hashOf(key), created_at: sqlInstant(now()) })
    })
    return key
  }
}
