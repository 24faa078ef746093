import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { thresholdOf } from '#points/queries/token_threshold'
import { parsePoints } from '#points/rules/points'

const SHOWN = 100

/** What a company earned and gave, how far it is from the next contract, and the contracts it got. */
export async function tokenPanel(row: Row, actor: Actor) {
  const threshold = await thresholdOf(Number(row.company_id), Number(row.contract_model_id))
  const rows = await db.from('token_moves').where('token_account_id', row.id).orderBy('id', 'desc').limit(SHOWN)
  const crossings = await db
    .from('token_crossings')
    .leftJoin('service_contracts', 'service_contracts.id', 'token_crossings.service_contract_id')
    .where('token_account_id', row.id)
    .select('token_crossings.*', 'service_contracts.number')
    .orderBy('token_crossings.no', 'desc')
  return {
    moves: rows.map((move) => ({ ...move, tokens: Number(move.tokens) })),
    crossings: crossings.map((crossing) => ({ ...crossing, points: Number(crossing.points) })),
    threshold: threshold && parsePoints(threshold.tokens),
    held: parsePoints(String(row.balance)),
    mayAdd: actor.may('point_ledger', 'correct'),
  }
}
