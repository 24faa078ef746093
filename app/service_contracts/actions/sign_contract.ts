import type { Actor } from '#shared/actor'
import KeepAttachment from '#shared/attachments/actions/keep_attachment'
import LockAttachment from '#shared/attachments/actions/lock_attachment'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import CancelStaleApproval from '#workflow/actions/cancel_stale_approval'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import StepImpossible from '#service_contracts/errors/step_impossible'
import { signingStanding } from '#service_contracts/queries/signing/signing_standing'
import { obstaclesOf } from '#service_contracts/rules/signing/next_steps'

export interface Signature {
  signedOn: CalendarDate
  /** Who signed for the customer. */
  signedBy: string
  /** The signed contract as it was sent in. */
  path: string
  sentName: string
}

/**
 * Notes that a contract was signed and keeps the signed file, locked. From now on its terms
 * change by dated changes only.
 *
 * @throws {StepImpossible} before the last approval, or when it was signed already
 */
export default class SignContract {
  async handle(contractId: number, { signedOn, signedBy, ...file }: Signature, today: CalendarDate, actor: Actor): Promise<void> {
    if (signedOn > today) throw new ContractImpossible('signed_on', 'signed_ahead')

    const isStale = await within(undefined, async (trx) => {
      const contract = await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      const { sign: obstacles } = obstaclesOf(await signingStanding(contract, trx))
      if (obstacles.length > 0) throw new StepImpossible(obstacles)
      if (await new CancelStaleApproval().handle('service_contract', contractId, trx)) return true

      const document = { recordType: 'service_contract', recordId: contractId, kind: 'signed', title: String(contract.number) }
      const kept = await new KeepAttachment().handle({ ...document, ...file }, actor, trx)
      await new LockAttachment().handle(kept, trx)
      await this.note(contract, { signed_on: signedOn, signed_by: signedBy, signed_attachment_id: kept.id }, actor, trx)
      return false
    })
    // thrown after the commit: the cancellation stays
    if (isStale) throw new StepImpossible(['approval_cancelled'])
  }

  private async note(contract: Record<string, any>, signature: Record<string, unknown>, actor: Actor, trx: Trx) {
    const version = Number(contract.version) + 1
    await trx.from('service_contracts').where('id', contract.id).update({ ...signature, version, updated_at: sqlInstant(now()) })
    const changes = { signed_on: [null, signature.signed_on], signed_by: [null, signature.signed_by] } as Record<string, [unknown, unknown]>
    await logChanges([{ recordType: 'service_contract', recordId: Number(contract.id), kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
  }
}
