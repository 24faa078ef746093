import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ContractStanding } from '#service_contracts/rules/signing/next_steps'

/** Where a contract stands on its way into force. */
export async function signingStanding(contract: Record<string, any>, client: QueryClientContract): Promise<ContractStanding> {
  const lines = await client.from('contract_lines').where('service_contract_id', contract.id).count('* as n').first()
  const approval = await client.from('approvals').where({ subject_type: 'service_contract', subject_id: contract.id }).orderBy('id', 'desc').first()
  return {
    status: contract.status,
    lineCount: Number(lines?.n ?? 0),
    flowId: contract.approval_flow_id === null ? null : Number(contract.approval_flow_id),
    needsSignature: Boolean(contract.needs_signature),
    signedOn: contract.signed_on,
    approval: approval?.state ?? null,
  }
}
