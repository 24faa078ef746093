import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import TakeOverCoverage from '#service_contracts/actions/take_over_coverage'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'
import { contractsWithSet } from '#service_contracts/queries/coverage/contracts_with_set'
import { currentTerms, newestVersion } from '#service_contracts/queries/coverage/set_rows'

export interface Publication {
  reason: string
  /** Contracts that have this set take the new terms over from this day; null leaves them as they are. */
  applyFrom: CalendarDate | null
}

/** Makes a version of a coverage set from its rows as they stand; from now on new contracts are born with it. */
export default class PublishCoverageSet {
  async handle(setId: number, { reason, applyFrom }: Publication, actor: Actor): Promise<number> {
    return within(undefined, async (trx) => {
      const set = await trx.from('coverage_sets').where('id', setId).forUpdate().firstOrFail()
      const terms = await currentTerms(setId, trx)
      if (terms.rules.length === 0) throw new CoverageImpossible(undefined, 'no_rules')
      const text = JSON.stringify(terms)
      const last = await newestVersion(setId, trx)
      if (last?.terms === text) throw new CoverageImpossible(undefined, 'unchanged')

      const number = (last?.number ?? 0) + 1
      const at = sqlInstant(now())
      const version = { coverage_set_id: setId, number, terms: text, reason, user_id: actor.id, user_name: actor.name, published_at: at }
      await trx.insertQuery().table('coverage_set_versions').insert(version)
      await trx.from('coverage_sets').where('id', setId).update({ published_number: number, version: Number(set.version) + 1, updated_at: at })
      const changes = { published_number: [set.published_number, number] as [unknown, unknown] }
      await logChanges([{ recordType: 'coverage_set', recordId: setId, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, trx)
      if (applyFrom) await this.apply(setId, applyFrom, actor, trx)
      return number
    })
  }

  private async apply(setId: number, from: CalendarDate, actor: Actor, trx: Trx) {
    const takeOver = new TakeOverCoverage()
    for (const id of await contractsWithSet(setId, trx)) await takeOver.handle(id, setId, from, actor, trx)
  }
}
