import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { HOUSE } from '#shared/records/change_log'
import SettleCoverage from '#service_contracts/actions/settle_coverage'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'

const PAGE = 200

/** Gives back what was reserved for work that was neither validated nor cancelled in time. */
export default class ReleaseExpiredCoverage {
  async handle(): Promise<number> {
    let released = 0
    for (let after = 0; ; ) {
      const rows = await db
        .from('coverage_decisions')
        .select('id')
        .where('status', 'reserved')
        .where('expires_at', '<=', sqlInstant(now()))
        .where('id', '>', after)
        .orderBy('id')
        .limit(PAGE)
      for (const { id } of rows) released += await this.release(Number(id))
      if (rows.length < PAGE) return released
      after = Number(rows.at(-1).id)
    }
  }

  /** Somebody may have settled it since it was read. */
  private async release(id: number): Promise<number> {
    try {
      await new SettleCoverage().handle(id, 'expired', HOUSE)
      return 1
    } catch (error) {
      if (error instanceof CoverageImpossible) return 0
      throw error
    }
  }
}
