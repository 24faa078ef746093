import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import SandboxRefused from '#erp/errors/sandbox_refused'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

export interface SandboxProductInput {
  number: string
  name: string
  unit: string
  listPrice: string
  taxPercent: number
  isActive: boolean
  isSerialised: boolean
  isService: boolean
  contractModel: string | null
}

/** Enters a product of the sandbox ERP, or changes one. */
export default class SaveSandboxProduct {
  async handle(id: number | null, input: SandboxProductInput, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const twin = await client.from('sandbox_products').where('number', input.number).first()
      if (twin && twin.id !== id) throw new SandboxRefused('number_taken', 'number')
      const row = {
        number: input.number,
        name: input.name,
        unit: input.unit,
        list_price: input.listPrice,
        tax_percent: input.taxPercent,
        is_active: input.isActive,
        is_serialised: input.isSerialised,
        is_service: input.isService,
        contract_model: input.contractModel,
        modified_at: sqlInstant(now()),
      }
      if (id) {
        await client.from('sandbox_products').where({ id }).update(row)
        await tellOfSandboxChange('product', id, client)
        return id
      }

      const [entered] = await client.table('sandbox_products').insert(row)
      await tellOfSandboxChange('product', Number(entered), client)
      return Number(entered)
    })
  }
}
