import type { Actor } from '#shared/actor'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import LastStepImpossible from '#service_contracts/errors/last_step_impossible'
import { lastStanding } from '#service_contracts/queries/signing/last_standing'
import { lastObstaclesOf, type LastStep } from '#service_contracts/rules/signing/last_steps'

const BECOMES: Record<LastStep, string> = { cancel: 'cancelled', close: 'closed', reopen: 'ended' }

/** Cancels a draft, closes a contract that has ended, or opens a closed one again, with the reason in its history. */
export default class TakeLastStep {
  /** @throws {LastStepImpossible} naming what has to be settled first */
  async handle(contract: Record<string, any>, step: LastStep, reason: string, actor: Actor): Promise<void> {
    const standing = await lastStanding(contract, todayIn(actor.timeZone))
    await within(undefined, async (trx) => {
      const locked = await trx.from('service_contracts').where('id', contract.id).forUpdate().firstOrFail()
      const obstacles = lastObstaclesOf({ ...standing, status: locked.status })[step]
      if (obstacles.length > 0) throw new LastStepImpossible(obstacles)

      const values = { status: BECOMES[step], version: Number(locked.version) + 1, updated_at: sqlInstant(now()) }
      await trx.from('service_contracts').where('id', contract.id).update(values)
      const changes: Record<string, [unknown, unknown]> = { status: [locked.status, values.status], reason: [null, reason] }
      await logChanges([{ recordType: 'service_contract', recordId: Number(contract.id), kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}
