import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { recordType } from '#shared/records/registry'
import { reachableRow } from '#shared/records/queries/visibility'
import type { Row } from '#shared/records/record_type'
import { explanationOf } from '#service_contracts/queries/coverage/explanation'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import { COVERAGE_VERSION } from '#service_contracts/rules/coverage/coverage_version'
import { decide } from '#service_contracts/rules/coverage/decide'
import { pointsTaken } from '#service_contracts/rules/coverage/points_taken'
import { storedCase } from '#service_contracts/rules/coverage/stored_case'
import { questionAgain } from '#service_contracts/queries/coverage/question_again'

/** The decision if the person's permission reaches it; otherwise it does not exist for that person. */
export function reachableDecision(id: number, actor: Actor): Promise<Row> {
  return reachableRow(recordType('coverage_decision'), id, actor, 'view')
}

/** A kept decision in words, replayed on its stored inputs. */
export async function decisionPage(row: Row, actor: Actor) {
  const stored = storedCase(String(row.inputs))
  const company = await db.from('companies').select('id', 'name').where('id', Number(row.company_id)).first()
  const lastInputs = row.done_inputs ? storedCase(String(row.done_inputs)) : null
  return {
    company,
    explanation: await explanationOf(stored, JSON.parse(String(row.decision))),
    done: lastInputs ? await explanationOf(lastInputs, JSON.parse(String(row.done_decision))) : null,
    accounts: await accountsOf(JSON.parse(String(row.decision))),
    replay: replayOf(row),
    again: questionAgain(row, stored, actor.timeZone),
    maySettle: row.status === 'reserved' && actor.may('coverage_decision', 'settle'),
  }
}

/** The points accounts that pay. */
async function accountsOf(decision: CoverageDecision) {
  const ids = pointsTaken(decision).map(({ contract }) => Number(contract))
  return ids.length === 0 ? [] : db.from('point_accounts').select('id', 'number', 'title').whereIn('service_contract_id', ids).orderBy('id')
}

/** The stored inputs decided again, compared byte for byte with the stored decision; what was done likewise. */
export function replayOf(row: Row) {
  const isSame = (inputs: unknown, decision: unknown) => JSON.stringify(decide(storedCase(String(inputs)))) === decision
  return {
    isIdentical: isSame(row.inputs, row.decision) && (!row.done_inputs || isSame(row.done_inputs, row.done_decision)),
    fingerprint: createHash('sha256').update(String(row.done_decision ?? row.decision)).digest('hex'),
    engine: String(row.engine),
    engineNow: COVERAGE_VERSION,
  }
}
