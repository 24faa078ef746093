import type { CustomerChanges, CustomerToCreate, ErpCustomer, ErpCustomerIntake } from '#contracts/erp'
import type ConfiguredEntity from '#erp/connectors/configured/configured_entity'
import type ErpClient from '#erp/connectors/configured/erp_client'
import { asList, compilePath, type Reader, type Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import type { CustomersMapping } from '#erp/connectors/configured/mapping'
import type { CompiledOperation } from '#erp/connectors/configured/transport'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpRefused from '#erp/errors/erp_refused'
import { customerValues } from '#erp/rules/customer_values'

/** Brings customers into an ERP, and changes them there, as a mapping says. */
export default class ConfiguredCustomers implements ErpCustomerIntake {
  private readonly finding: { operation: CompiledOperation; rows: Reader; brief: Reader | null }
  private readonly creating: { operation: CompiledOperation; id: Reader } | null
  private readonly updating: CompiledOperation | null

  constructor(
    private client: ErpClient,
    private entity: ConfiguredEntity<'customer'>,
    { find, create, update }: CustomersMapping,
    private surroundings: () => Promise<Scope>
  ) {
    this.finding = { operation: client.compile(find), rows: compilePath(find.rows), brief: find.brief === undefined ? null : compileRule(find.brief) }
    this.creating = create ? { operation: client.compile(create), id: compileRule(create.take.id) } : null
    this.updating = update ? client.compile(update) : null
  }

  /** Only exact hits count: some ERPs search for a part of the text. */
  async find(reference: string): Promise<ErpCustomer[]> {
    const scope = await this.surroundings()
    const { means, body } = await this.client.call(this.finding.operation, { ...scope, reference }, 'reads')
    if (means === 'nothing') return []
    const rows = await this.entity.whole(asList(this.finding.rows(body, scope)), scope, this.finding.brief)
    const { records, unreadable } = await this.entity.records(rows, scope)
    if (unreadable.length > 0) throw new ErpGibberish(`Customer ${unreadable[0].id} cannot be understood: ${unreadable[0].reason}`)

    return records.filter((customer) => customer.reference === reference)
  }

  async create({ reference, ...customer }: CustomerToCreate): Promise<ErpCustomer> {
    if (!this.creating) throw new ErpRefused('set_up_missing', 'The mapping does not say how a customer is created')
    const scope = await this.surroundings()
    const { body } = await this.client.call(this.creating.operation, { ...scope, reference, customer }, 'writes')

    return this.readBack(String(this.creating.id(body, scope)), scope)
  }

  /** Templates see the facts to change as `changes`, emptied ones as an empty text, and all of them as `customer`. */
  async update(id: string, changes: CustomerChanges, version: string | null): Promise<ErpCustomer> {
    if (!this.updating) throw new ErpRefused('set_up_missing', 'The mapping does not say how a customer is changed')
    const scope = await this.surroundings()
    const held = await this.entity.single(id, scope)
    if (held === null) throw new ErpRefused('customer_unknown', `The ERP has no customer ${id}`)
    const written = Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, value ?? '']))
    const customer = { ...customerValues(held), ...written }
    await this.client.call(this.updating, { ...scope, id, version, changes: written, customer }, 'writes')

    return this.readBack(id, scope)
  }

  private async readBack(id: string, scope: Scope): Promise<ErpCustomer> {
    try {
      const customer = await this.entity.single(id, scope)
      if (customer) return customer
    } catch (error) {
      throw new ErpOutcomeUnknown(`The customer was sent and could not be read back: ${(error as Error).message}`)
    }
    throw new ErpOutcomeUnknown('The customer was sent and is not there')
  }
}
