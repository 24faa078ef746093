import { registerUndertaking, type UndertakingKind } from '#shared/undertakings/kinds'
import type { AskedApproval } from '#billing/actions/grant_approval'

/** Hashes and certifies a run whose approval somebody asked for, and approves it. */
export const approveRun: UndertakingKind<AskedApproval, { certificate: string }> = registerUndertaking({
  name: 'billing.approve_run',
  async handle(asked, work) {
    const { default: GrantApproval } = await import('#billing/actions/grant_approval')
    return new GrantApproval().handle(asked, work)
  },
  async onRefused({ runId }, trx) {
    await trx.from('billing_runs').where({ id: runId, status: 'approving' }).update({ status: 'proposed' })
  },
})
