import type { Trx } from '#shared/database/transaction'
import type { Change } from '#shared/records/change_log'
import CancelStaleApproval from '#workflow/actions/cancel_stale_approval'

/** Looks at every change of drafts and of their lines: an approval of other terms than those that stand now is cancelled. */
export async function followAgreement(entries: readonly Change[], trx: Trx): Promise<void> {
  const ids = new Set<number>()
  for (const entry of entries) {
    if (entry.recordType === 'service_contract' && entry.kind === 'changed' && !('approval' in entry.changes)) ids.add(entry.recordId)
    if (entry.recordType === 'contract_line') for (const id of await contractsOfLine(entry, trx)) ids.add(id)
  }
  for (const id of ids) {
    const contract = await trx.from('service_contracts').where('id', id).select('status', 'signed_on').first()
    if (contract?.status === 'draft' && !contract.signed_on) await new CancelStaleApproval().handle('service_contract', id, trx)
  }
}

/** The contract of a line; a deleted one is known by what its history says. */
async function contractsOfLine({ recordId, changes }: Change, trx: Trx): Promise<number[]> {
  const line = await trx.from('contract_lines').where('id', recordId).select('service_contract_id').first()
  const named = line ? [line.service_contract_id, ...(changes.service_contract_id ?? [])] : (changes.service_contract_id ?? [])
  return named.filter(Boolean).map(Number)
}
