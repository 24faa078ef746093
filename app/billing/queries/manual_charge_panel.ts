import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { originOf } from '#billing/rules/charge_origin'
import { fateOf } from '#billing/queries/fate_of_source'

/** What became of a manual charge: the run that proposes it and the invoice it stands on. */
export async function manualChargePanel(row: Row, actor: Actor) {
  const origin = originOf(row)
  const mayWithdraw = row.state === 'open' && !origin && actor.may('manual_charge', 'edit')
  return { charge: await fateOf('manual_charge', row.id), origin, mayWithdraw }
}

/** A charge that follows from other work is changed by that work, in none of its fields by a person. */
export async function lockedByOrigin(row: Row): Promise<Record<string, string>> {
  if (!originOf(row)) return {}
  return Object.fromEntries(Object.keys(row).map((name) => [name, 'billing.manual_charge.follows_hint']))
}
