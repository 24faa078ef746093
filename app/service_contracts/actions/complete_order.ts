import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import { orderNumbersOf } from '#service_contracts/queries/order_numbers'
import { overlap } from '#service_contracts/rules/order_number'

/** What an order number must be: for a line of its contract or for all, on days no other one of the same lines has. */
export async function completeOrder(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const order = { ...before, ...values }
  const contractId = Number(order.service_contract_id)
  const [from, to] = [order.from_on ? String(order.from_on) : null, order.to_on ? String(order.to_on) : null]
  if (from && to && to <= from) throw new ContractImpossible('to_on', 'days_reversed')

  const lineId = order.contract_line_id ? Number(order.contract_line_id) : null
  const line = lineId && (await trx.from('contract_lines').where('id', lineId).first())
  if (line && Number(line.service_contract_id) !== contractId) throw new ContractImpossible('contract_line_id', 'line_of_other')

  await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
  const others = (await orderNumbersOf([contractId], trx)).get(contractId) ?? []
  const mine = { id: before?.id ?? 0, number: String(order.number), lineId, from, to }
  if (others.some((other) => other.id !== mine.id && overlap(mine, other))) throw new ContractImpossible('from_on', 'days_overlap')
}
