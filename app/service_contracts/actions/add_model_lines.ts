import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import type { ModelLine } from '#service_contracts/rules/models/model_terms'

interface NewContract {
  id: number
  starts_on: string
}

/** Gives a new contract the price lines of its model. */
export async function addModelLines(contract: NewContract, lines: readonly ModelLine[], trx: Trx): Promise<void> {
  const at = sqlInstant(now())
  const rows = lines.map((line, index) => ({
    service_contract_id: contract.id,
    position: index + 1,
    product_id: line.productId,
    description: line.description,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    starts_on: contract.starts_on,
    contract_model_line_id: line.id,
    version: 1,
    created_at: at,
    updated_at: at,
  }))
  if (rows.length > 0) await insertMany(trx, 'contract_lines', rows)
}
