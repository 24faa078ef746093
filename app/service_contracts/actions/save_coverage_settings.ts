import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'
import { coverageSettings, type CoverageSettings } from '#service_contracts/queries/coverage/coverage_settings'

/** Keeps the company's choices about coverage, with who made them. */
export default class SaveCoverageSettings {
  async handle(chosen: CoverageSettings, actor: Actor): Promise<void> {
    if (new Set(chosen.classOrder).size !== chosen.classOrder.length) throw new CoverageImpossible('class_order', 'class_order')
    await within(undefined, async (trx) => {
      const before = asColumns(await coverageSettings(trx))
      const after = asColumns(chosen)
      await upsertMany(trx, 'coverage_settings', [{ id: 1, ...after, updated_at: sqlInstant(now()) }], ['id'], [...Object.keys(after), 'updated_at'])

      const changes = differences(before, after)
      if (Object.keys(changes).length === 0) return
      await logChanges([{ recordType: 'coverage_settings', recordId: 1, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}

function asColumns({ classOrder, percentOf, reservationDays }: CoverageSettings) {
  return { class_order: classOrder.join(','), percent_of: percentOf, reservation_days: reservationDays }
}
