import db from '@adonisjs/lucid/services/db'
import { newestApproval } from '#workflow/queries/approval_of'
import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import type { Row } from '#shared/records/record_type'
import { contractValue } from '#service_contracts/queries/contract_value'
import { signingStanding } from '#service_contracts/queries/signing/signing_standing'
import { lastStanding } from '#service_contracts/queries/signing/last_standing'
import { lastObstaclesOf } from '#service_contracts/rules/signing/last_steps'
import { obstaclesOf } from '#service_contracts/rules/signing/next_steps'

/** How a contract stands on its way to approval, signature and force, with the reasons why a step is not possible. */
export async function signingPart(row: Row, actor: Actor) {
  const client = db.connection()
  const standing = await signingStanding(row, client)
  return {
    standing,
    obstacles: obstaclesOf(standing),
    last: lastObstaclesOf(await lastStanding(row, todayIn(actor.timeZone))),
    seen: await newestApproval('service_contract', row.id),
    flow: standing.flowId ? await client.from('approval_flows').where('id', standing.flowId).first() : null,
    value: await contractValue(row, client),
    today: todayIn(actor.timeZone),
    maySign: actor.may('service_contract', 'edit'),
  }
}
