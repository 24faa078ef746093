import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { errors } from '@adonisjs/lucid'
import type { Actor } from '#shared/actor'
import { recordType } from '#shared/records/registry'
import { reaches } from '#shared/records/queries/visibility'
import { findRow } from '#shared/records/rows'
import type { Row } from '#shared/records/record_type'
import { explanationOf } from '#service_contracts/queries/coverage/explanation'
import { COVERAGE_VERSION } from '#service_contracts/rules/coverage/coverage_version'
import { decide } from '#service_contracts/rules/coverage/decide'
import { storedCase } from '#service_contracts/rules/coverage/stored_case'
import { questionAgain } from '#service_contracts/queries/coverage/question_again'

/** The decision if the person's permission reaches it; otherwise it does not exist for that person. */
export async function reachableDecision(id: number, actor: Actor): Promise<Row> {
  const type = recordType('coverage_decision')
  const row = await findRow(type, id)
  if (!reaches(type, row, actor, 'view')) throw new errors.E_ROW_NOT_FOUND()
  return row
}

/** A kept decision in words, replayed on its stored inputs. */
export async function decisionPage(row: Row, actor: Actor) {
  const stored = storedCase(String(row.inputs))
  const company = await db.from('companies').select('id', 'name').where('id', Number(row.company_id)).first()
  return {
    company,
    explanation: await explanationOf(stored, JSON.parse(String(row.decision))),
    replay: replayOf(row),
    again: questionAgain(row, stored, actor.timeZone),
    maySettle: row.status === 'reserved' && actor.may('coverage_decision', 'settle'),
  }
}

/** The stored inputs decided again, compared byte for byte with the stored decision. */
export function replayOf(row: Row) {
  const text = JSON.stringify(decide(storedCase(String(row.inputs))))
  return {
    isIdentical: text === row.decision,
    fingerprint: createHash('sha256').update(String(row.decision)).digest('hex'),
    engine: String(row.engine),
    engineNow: COVERAGE_VERSION,
  }
}
