import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { fateOf } from '#billing/queries/fate_of_source'

/** What became of a manual charge: the run that proposes it and the invoice it stands on. */
export async function manualChargePanel(row: Row, actor: Actor) {
  const mayWithdraw = row.state === 'open' && actor.may('manual_charge', 'edit')
  return { charge: await fateOf('manual_charge', row.id), mayWithdraw }
}
