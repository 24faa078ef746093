import { insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { CUSTOMERS } from '#erp/connectors/sandbox/sandbox_catalogue'

const ROWS_AT_ONCE = 5000

/** Adds very many customers, one address each, for measuring; `first` is the number of the first one. */
export async function fillSandbox(trx: Trx, count: number, first = 1_000_001): Promise<void> {
  for (let start = 0; start < count; start += ROWS_AT_ONCE) {
    const ids = Array.from({ length: Math.min(ROWS_AT_ONCE, count - start) }, (_, index) => first + start + index)
    await insertMany(
      trx,
      'sandbox_customers',
      ids.map((id) => {
        const model = CUSTOMERS[id % CUSTOMERS.length]
        return {
          id,
          number: `X${id}`,
          name: `${model.name} ${id}`,
          tax_id: `${model.taxId}${id}`.slice(0, 20),
          email: `office${id}@customer.example`,
          phone: model.phone,
          website: null,
          language: model.language,
          payment_days: 30,
          is_active: true,
          is_blocked: false,
          modified_at: `2026-01-01 ${String(Math.floor(id / 3600) % 24).padStart(2, '0')}:${String(Math.floor(id / 60) % 60).padStart(2, '0')}:${String(id % 60).padStart(2, '0')}`,
        }
      })
    )
    await insertMany(
      trx,
      'sandbox_addresses',
      ids.map((id) => {
        const { street, postalCode, city, country } = CUSTOMERS[id % CUSTOMERS.length].addresses[0]
        return { customer_id: id, street, postal_code: postalCode, city, country, is_active: true }
      })
    )
  }
}
