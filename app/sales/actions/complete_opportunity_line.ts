import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import SaleImpossible from '#sales/errors/sale_impossible'
import { completeLine, wholeNet } from '#sales/actions/complete_line'
import { weightOf } from '#sales/rules/opportunity_status'

/** What a saved line of an opportunity must be; only open ones have lines that change. */
export async function completeOpportunityLine(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  const opportunity = await openOpportunity(Number(before?.opportunity_id ?? values.opportunity_id), trx)
  if (before && values.opportunity_id !== undefined && Number(values.opportunity_id) !== opportunity.id) throw new SaleImpossible('other_owner', 'opportunity_id')
  await completeLine(values, before, opportunity, trx, actor)
}

/** The opportunity of a line, locked. @throws {SaleImpossible} once it is closed */
export async function openOpportunity(id: number, trx: Trx): Promise<Row> {
  const opportunity: Row = await trx.from('opportunities').where('id', id).forUpdate().firstOrFail()
  if (opportunity.status !== 'open') throw new SaleImpossible('not_open')
  return opportunity
}

/** Keeps amount and weight of an opportunity in step with its lines; `without` is a line about to go. */
export async function sumUpOpportunity(id: number, trx: Trx, without = 0): Promise<void> {
  const opportunity = await trx.from('opportunities').where('id', id).firstOrFail()
  const lines = await trx.from('opportunity_lines').where('opportunity_id', id).whereNot('id', without).select('net_cents')
  const amount = wholeNet(lines.map(({ net_cents: net }) => Number(net)))
  const weighted = weightOf(opportunity.status, amount, Number(opportunity.probability))
  await trx.from('opportunities').where('id', id).update({ amount_cents: amount, weighted_cents: weighted })
}
