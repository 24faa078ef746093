import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Author } from '#shared/records/change_log'

/** The deadline that people were told of has been decided about. */
export async function settleDeadlineAlert(contractId: number, author: Author, trx: Trx): Promise<void> {
  const open = trx.from('contract_alerts').where({ service_contract_id: contractId, kind: 'renewal_deadline' }).whereNull('settled_at')
  await open.update({ settled_at: sqlInstant(now()), settled_by: author.name })
}
