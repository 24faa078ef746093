import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { fateOf } from '#billing/queries/fate_of_source'

/** What became of a credit that was asked for: the run that proposes it and its credit note. */
export async function creditRequestPanel(row: Row, actor: Actor) {
  const mayWithdraw = row.state === 'open' && actor.may('credit', 'ask')
  return { charge: await fateOf('credit_request', row.id), mayWithdraw }
}
