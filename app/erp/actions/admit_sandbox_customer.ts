import type { CustomerChanges, CustomerToCreate } from '#contracts/erp'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import ErpRefused from '#erp/errors/erp_refused'

const COLUMNS = { name: 'name', taxId: 'tax_id', email: 'email', phone: 'phone', website: 'website', language: 'language' } as const
const ADDRESS = { street: 'street', postalCode: 'postal_code', city: 'city', country: 'country' } as const
const TAX_ID = /^[A-Z0-9][A-Z0-9 .-]{3,19}$/i

/** What the sandbox ERP does when a program brings a customer or changes one: a number, or a refusal. */
export default class AdmitSandboxCustomer {
  async create({ reference, ...values }: CustomerToCreate, trx?: Trx): Promise<number> {
    admit(values)
    return within(trx, async (client) => {
      const at = sqlInstant(now())
      const facts = { payment_days: 30, is_active: true, is_blocked: false, reference, modified_at: at }
      const [id] = await client.table('sandbox_customers').insert({ ...columnsOf(values, COLUMNS), ...facts, number: await nextNumber(client, 'C') })
      await client.table('sandbox_addresses').insert({ ...filled(columnsOf(values, ADDRESS)), customer_id: id, is_active: true, modified_at: at })

      return Number(id)
    })
  }

  /** @param seenAt when the record had last changed, as its reader saw it; null asks for no comparison */
  async change(id: number, changes: CustomerChanges, seenAt: string | null, trx?: Trx): Promise<void> {
    admit(changes)
    await within(trx, async (client) => {
      const row = await client.from('sandbox_customers').where({ id }).forUpdate().first()
      if (!row) throw new ErpRefused('customer_unknown', `There is no customer ${id}`)
      if (seenAt !== null && row.modified_at !== seenAt) throw new ErpRefused('changed_meanwhile', `${row.name} has been changed since it was read`)

      const at = sqlInstant(now())
      await client.from('sandbox_customers').where({ id }).update({ ...columnsOf(changes, COLUMNS), modified_at: at })
      const moved = filled(columnsOf(changes, ADDRESS))
      if (Object.keys(moved).length === 0) return
      const main = await client.from('sandbox_addresses').where('customer_id', id).orderBy('is_active', 'desc').orderBy('id').first()
      if (main) await client.from('sandbox_addresses').where('id', main.id).update({ ...moved, modified_at: at })
      else await client.table('sandbox_addresses').insert({ street: '', postal_code: '', city: '', country: '', ...moved, customer_id: id, is_active: true, modified_at: at })
    })
  }
}

function admit({ name, taxId, country }: CustomerChanges): void {
  if (name !== undefined && !name?.trim()) throw new ErpRefused('other', 'A customer needs a name')
  if (taxId && !TAX_ID.test(taxId)) throw new ErpRefused('tax_id_invalid', `"${taxId}" is not a tax number`)
  if (country && !/^[A-Z]{2}$/.test(country)) throw new ErpRefused('other', `"${country}" is not a country of two letters`)
}

function columnsOf(values: CustomerChanges, columns: Record<string, string>): Record<string, string | null> {
  const known = Object.entries(columns).filter(([field]) => field in values)
  return Object.fromEntries(known.map(([field, column]) => [column, values[field as keyof CustomerChanges] || null]))
}

const filled = (row: Record<string, string | null>) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? '']))
