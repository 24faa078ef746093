import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import RegistrationImpossible from '#warranty/errors/registration_impossible'
import { warrantySettings, type WarrantySettings } from '#warranty/queries/warranty_settings'
import { CHECKS, outcomesOf } from '#warranty/rules/check_policy'

/** Keeps the house's choices about registrations, with who made them. */
export default class SaveWarrantySettings {
  /** @throws {RegistrationImpossible} for an outcome that a check cannot have */
  async handle(chosen: WarrantySettings, actor: Actor): Promise<void> {
    const wrong = CHECKS.find((check) => !outcomesOf(check).includes(chosen.outcomes[check]))
    if (wrong) throw new RegistrationImpossible('outcome', `outcomes.${wrong}`)

    await within(undefined, async (trx) => {
      const [before, after] = [asColumns(await warrantySettings(trx)), asColumns(chosen)]
      await upsertMany(trx, 'warranty_settings', [{ id: 1, ...after, updated_at: sqlInstant(now()) }], ['id'], [...Object.keys(after), 'updated_at'])
      const changes = differences(before, after)
      if (Object.keys(changes).length === 0) return
      await logChanges([{ recordType: 'warranty_settings', recordId: 1, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}

function asColumns({ deadlineDays, isFormOpen, outcomes, replacementDays }: WarrantySettings) {
  return { deadline_days: deadlineDays, is_form_open: isFormOpen, replacement_days: replacementDays, outcomes: JSON.stringify(Object.fromEntries(CHECKS.map((check) => [check, outcomes[check]]))) }
}
