import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

export interface SandboxCustomerInput {
  name: string
  taxId: string | null
  email: string | null
  phone: string | null
  language: string | null
  paymentDays: number
  isActive: boolean
  isBlocked: boolean
  street: string
  postalCode: string
  city: string
  country: string
}

/** Enters a customer of the sandbox ERP, or changes one, with its main address. */
export default class SaveSandboxCustomer {
  async handle(id: number | null, input: SandboxCustomerInput, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const row = {
        name: input.name,
        tax_id: input.taxId,
        email: input.email,
        phone: input.phone,
        language: input.language,
        payment_days: input.paymentDays,
        is_active: input.isActive,
        is_blocked: input.isBlocked,
        modified_at: sqlInstant(now()),
      }
      if (id) await client.from('sandbox_customers').where({ id }).update(row)
      const customerId = id ?? (await this.enter(client, row))

      const { street, postalCode, city, country } = input
      const address = { street, postal_code: postalCode, city, country, modified_at: row.modified_at }
      const main = id && (await client.from('sandbox_addresses').where('customer_id', id).orderBy('id').first())
      if (main) await client.from('sandbox_addresses').where('id', main.id).update(address)
      else await client.table('sandbox_addresses').insert({ ...address, customer_id: customerId, is_active: true })

      await tellOfSandboxChange('customer', customerId, client)
      return customerId
    })
  }

  private async enter(trx: Trx, row: Record<string, unknown>): Promise<number> {
    const number = await nextNumber(trx, 'C')
    const [id] = await trx.table('sandbox_customers').insert({ ...row, number })
    return Number(id)
  }
}
