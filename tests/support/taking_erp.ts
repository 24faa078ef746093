import type { CustomerChanges, CustomerToCreate, ErpCapabilities, ErpCustomer, ErpCustomerIntake } from '#contracts/erp'
import { CUSTOMER_FIELDS } from '#contracts/erp'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpRefused from '#erp/errors/erp_refused'
import FakeErp from '#tests/support/fake_erp'
import { erpCustomer } from '#tests/support/erp_records'

type Step = 'find' | 'create' | 'update'

/** An ERP in memory that takes customers, and that can lose a reply or be quicker than we are. */
export default class TakingErp extends FakeErp implements ErpCustomerIntake {
  override capabilities: Partial<ErpCapabilities> = { customers: { creates: true, updates: [...CUSTOMER_FIELDS], checksVersion: true } }
  readonly customers = this
  readonly asked: Step[] = []
  /** The next call of this kind is carried out and its reply lost. */
  losesReplyOf: Step | null = null
  /** Told before a change is carried out. */
  beforeUpdate: () => void = () => {}
  private numbers = 900

  async find(reference: string): Promise<ErpCustomer[]> {
    this.asked.push('find')
    return this.all().filter((customer) => customer.reference === reference)
  }

  async create({ reference, name, street, postalCode, city, country, ...facts }: CustomerToCreate): Promise<ErpCustomer> {
    this.asked.push('create')
    const id = String(++this.numbers)
    const address = { id: `${id}-a`, street: street ?? '', postalCode: postalCode ?? '', city: city ?? '', country: country ?? '', isActive: true }
    this.set(erpCustomer(id, { ...facts, name, reference, addresses: [address], contacts: [] }))
    this.maybeLose('create')
    return this.one(id)
  }

  async update(id: string, changes: CustomerChanges, version: string | null): Promise<ErpCustomer> {
    this.asked.push('update')
    this.beforeUpdate()
    const held = this.one(id)
    if (held.version !== version) throw new ErpRefused('changed_meanwhile', 'The record has another version by now')
    const { street, postalCode, city, country, ...facts } = changes
    const moved = Object.fromEntries(Object.entries({ street, postalCode, city, country }).filter(([, value]) => value !== undefined).map(([name, value]) => [name, value ?? '']))
    this.set({ ...held, ...facts, name: facts.name ?? held.name, addresses: [{ ...held.addresses[0], ...moved }] })
    this.maybeLose('update')
    return this.one(id)
  }

  /** Somebody in the ERP changes a customer. */
  change(id: string, facts: Partial<ErpCustomer>): void {
    this.set({ ...this.one(id), ...facts })
  }

  set(customer: ErpCustomer): void {
    this.time += 1000
    this.put('customer', { ...customer, version: String(this.time), changedAt: this.instant() })
  }

  one(id: string): ErpCustomer {
    const found = this.all().find((customer) => customer.id === id)
    if (!found) throw new ErpRefused('customer_unknown', `There is no customer ${id}`)
    return found
  }

  all(): ErpCustomer[] {
    return this.held('customer')
  }

  private maybeLose(step: Step): void {
    if (this.losesReplyOf !== step) return
    this.losesReplyOf = null
    throw new ErpOutcomeUnknown('The reply was lost')
  }
}
