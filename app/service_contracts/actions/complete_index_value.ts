import type { Row, Values } from '#shared/records/record_type'
import IndexationImpossible from '#service_contracts/errors/indexation_impossible'
import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import { MONTH } from '#service_contracts/rules/indexation/index_factor'
import type { Trx } from '#shared/database/transaction'

/** What a value of an index must be; one month has one provisional and one definitive value at most. */
export async function completeIndexValue(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const whole = { ...before, ...values }
  if (!MONTH.test(String(whole.month))) throw new IndexationImpossible('month', 'month')
  if (decimalRatio(parseDecimal(String(whole.value))).num <= 0n) throw new IndexationImpossible('value', 'not_positive')

  const key = `${whole.price_index_id} ${whole.month} ${whole.is_provisional ? 'provisional' : 'definitive'}`
  const other = await trx.from('index_values').where('natural_key', key).whereNot('id', before?.id ?? 0).first()
  if (other) throw new IndexationImpossible('month', 'value_known')
  values.natural_key = key
}
