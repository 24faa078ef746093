import type { CustomerChanges, CustomerField, CustomerToCreate, ErpCustomer, ErpCustomerIntake } from '#contracts/erp'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpRefused from '#erp/errors/erp_refused'
import type TrytonClient from '#erp/connectors/tryton/tryton_client'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'
import { TRYTON_SOURCES } from '#erp/connectors/tryton/tryton_entities'
import type TrytonReader from '#erp/connectors/tryton/tryton_reader'

const [PARTIES] = TRYTON_SOURCES.customer
const VAT = 'eu_vat'

/** What Tryton can change of a party from here; it keeps no language that is cheap to read. */
export const TRYTON_CUSTOMER_FIELDS: CustomerField[] = ['name', 'taxId', 'email', 'phone', 'website', 'street', 'postalCode', 'city', 'country']

const ADDRESS = { street: 'street', postalCode: 'postal_code', city: 'city' } as const
const MECHANISMS = { email: ['email'], phone: ['phone', 'mobile'], website: ['website'] } as const

/**
 * Parties that come from here. Tryton has no field for a foreign reference, so it stands
 * among the identifiers of the party, without a type.
 */
export default class TrytonCustomers implements ErpCustomerIntake {
  constructor(
    private client: TrytonClient,
    private reader: TrytonReader
  ) {}

  async find(reference: string): Promise<ErpCustomer[]> {
    const domain = [['code', '=', reference]]
    const found = await this.reader.search('party.identifier', domain, ['party'])
    const ids = [...new Set(found.map((row) => Number(row.party)))]

    return ids.length === 0 ? [] : this.reader.where<'customer'>(PARTIES, [['id', 'in', ids]])
  }

  async create(customer: CustomerToCreate): Promise<ErpCustomer> {
    const identifiers = [{ type: null, code: customer.reference }, ...(customer.taxId ? [{ type: VAT, code: customer.taxId }] : [])]
    const mechanisms = (['email', 'phone', 'website'] as const).flatMap((type) => (customer[type] ? [{ type, value: customer[type] }] : []))
    const party = {
      name: customer.name,
      addresses: [['create', [await this.address(customer)]]],
      ...(mechanisms.length > 0 ? { contact_mechanisms: [['create', mechanisms]] } : {}),
      identifiers: [['create', identifiers]],
    }
    const [id] = await this.taxed(() => this.client.write<number[]>('model.party.party.create', [[party]]))

    return this.one(id)
  }

  async update(id: string, changes: CustomerChanges): Promise<ErpCustomer> {
    const party = /^\d+$/.test(id) ? Number(id) : 0
    const values: Record<string, unknown> = {}
    if (changes.name !== undefined) values.name = changes.name ?? ''
    for (const type of ['email', 'phone', 'website'] as const) {
      if (changes[type] === undefined) continue
      const domain = [['party', '=', party], ['type', 'in', [...MECHANISMS[type]]]]
      const known = await this.first('party.contact_mechanism', domain, [['sequence', 'ASC'], ['id', 'ASC']])
      values.contact_mechanisms = [...((values.contact_mechanisms as unknown[]) ?? []), ...instruction(known, { value: changes[type] }, { type, value: changes[type] }, changes[type])]
    }
    if (changes.taxId !== undefined) {
      const known = await this.first('party.identifier', [['party', '=', party], ['type', '=', VAT]], [['sequence', 'ASC'], ['id', 'ASC']])
      values.identifiers = instruction(known, { code: changes.taxId }, { type: VAT, code: changes.taxId }, changes.taxId)
    }
    const address = await this.address(changes)
    if (Object.keys(address).length > 0) {
      const known = await this.first('party.address', [['party', '=', party], ['active', '=', true]], [['sequence', 'ASC'], ['id', 'ASC']])
      values.addresses = known === null ? [['create', [address]]] : [['write', [known], address]]
    }
    if (Object.keys(values).length > 0) await this.taxed(() => this.client.write('model.party.party.write', [[party], values]))

    return this.one(party)
  }

  private async address(values: CustomerChanges): Promise<Record<string, unknown>> {
    const fields = Object.entries(ADDRESS).filter(([field]) => values[field as CustomerField] !== undefined)
    const address: Record<string, unknown> = Object.fromEntries(fields.map(([field, name]) => [name, values[field as CustomerField]]))
    if (values.country !== undefined) address.country = values.country === null ? null : await this.country(values.country)
    return address
  }

  private async country(code: string): Promise<number> {
    const id = await this.first('country.country', [['code', '=', code]], [['id', 'ASC']])
    if (id === null) throw new ErpRefused('other', `Tryton knows no country ${code}`)
    return id
  }

  private async first(model: string, domain: unknown[], order: [string, 'ASC'][]): Promise<number | null> {
    const [row] = await this.reader.search(model, domain, ['id'], order, 1)
    return (row as TrytonRow | undefined)?.id ?? null
  }

  private async one(id: number): Promise<ErpCustomer> {
    const [customer] = await this.reader.where<'customer'>(PARTIES, [['id', '=', id]])
    if (!customer) throw new ErpGibberish(`Tryton holds no party ${id} although it took it`)
    return customer
  }

  /** Tryton checks tax numbers; its sentence then names the type. */
  private async taxed<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write()
    } catch (error) {
      if (error instanceof ErpRefused && /VAT|identifier|code/i.test(error.sentence)) throw new ErpRefused('tax_id_invalid', error.sentence)
      throw error
    }
  }
}

/** How a record of several is told to Tryton: changed, made, or taken away when there is nothing to say. */
function instruction(known: number | null, changed: object, made: object, value: string | null): unknown[] {
  if (value === null) return known === null ? [] : [['delete', [known]]]
  return known === null ? [['create', [made]]] : [['write', [known], changed]]
}
