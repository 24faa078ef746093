import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Actor } from '#shared/actor'
import WriteLetter from '#service_contracts/actions/write_letter'
import ReleaseLetter from '#service_contracts/actions/release_letter'

const BATCH = 200

/** Writes the letter of each contract whose prices a revaluation moved. Killed anywhere, it goes on with those that have none yet. */
export default class WriteRunLetters {
  async handle(runId: number, on: CalendarDate): Promise<number> {
    let written = 0
    for (let last = 0; ; ) {
      const contracts = await db
        .from('revaluation_proposals')
        .leftJoin('contract_letters', (join) => void join.on('contract_letters.service_contract_id', 'revaluation_proposals.service_contract_id').on('contract_letters.revaluation_run_id', 'revaluation_proposals.revaluation_run_id'))
        .where({ 'revaluation_proposals.revaluation_run_id': runId, 'outcome': 'applied' })
        .whereNull('contract_letters.id')
        .where('revaluation_proposals.service_contract_id', '>', last)
        .groupBy('revaluation_proposals.service_contract_id')
        .orderBy('revaluation_proposals.service_contract_id')
        .limit(BATCH)
        .select('revaluation_proposals.service_contract_id as id')
      if (contracts.length === 0) return written
      for (const { id } of contracts) if ((await new WriteLetter().handle(Number(id), 'revaluation_announced', on, runId)).isNew) written += 1
      last = Number(contracts.at(-1)!.id)
    }
  }

  /** Sends those that have an address and have not left yet. */
  async send(runId: number, actor: Pick<Actor, 'id' | 'name'>): Promise<number> {
    const letters = await db.from('contract_letters').where({ revaluation_run_id: runId, state: 'draft' }).whereNotNull('to_email').select('id').orderBy('id')
    for (const { id } of letters) await new ReleaseLetter().handle(Number(id), 'mailed', actor)
    return letters.length
  }
}
