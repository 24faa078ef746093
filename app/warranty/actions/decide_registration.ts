import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import SettleRegistration from '#warranty/actions/settle_registration'
import RegistrationImpossible from '#warranty/errors/registration_impossible'
import { decided, HOLDING, type Decision, type RegistrationStatus } from '#warranty/rules/registration_status'

/** A person decides about a registration, and says why. */
export default class DecideRegistration {
  /** @throws {RegistrationImpossible} */
  async handle(id: number, { decision, reason }: { decision: Decision; reason: string }, actor: Actor): Promise<void> {
    if (reason.trim().length < 3) throw new RegistrationImpossible('reason', 'reason')
    const author = { source: 'screen' as const, id: actor.id, name: actor.name }

    await within(undefined, async (trx) => {
      await trx.from('number_sequences').where('name', 'warranty_registrations').forUpdate().first()
      const before = await trx.from('warranty_registrations').where('id', id).forUpdate().firstOrFail()
      const was = before.status as RegistrationStatus
      const status = decided(was, decision)
      if (!status) throw new RegistrationImpossible('not_now', 'decision', { status: was })

      const at = sqlInstant(now())
      const verdict = { status, decision_reason: reason.trim(), decided_by: actor.name, decided_at: at, version: Number(before.version) + 1, updated_at: at }
      await trx.from('warranty_registrations').where('id', id).update({ ...verdict, ...(status === 'refused' ? { open_key: null } : {}) })
      if (HOLDING.includes(status) && !HOLDING.includes(was)) await new SettleRegistration().accept(id, author, trx)
      if (status === 'withdrawn') await new SettleRegistration().withdraw(id, trx)

      const after = await trx.from('warranty_registrations').where('id', id).firstOrFail()
      await logChanges([{ recordType: 'warranty_registration', recordId: id, kind: 'changed', changes: differences(before, after) }], author, trx)
    })
  }
}
