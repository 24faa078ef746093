import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { recordType } from '#shared/records/registry'
import SaveRecord from '#shared/records/actions/save_record'
import DeliverMessage from '#shared/outbox/actions/deliver_message'
import OutboxMessage from '#shared/outbox/outbox_message'
import SaveFieldPolicies from '#crm/actions/save_field_policies'
import { ERP_OWNS_ALL, type Policies } from '#crm/rules/field_groups'
import SyncConnection from '#erp/actions/sync_connection'
import { registerConnector } from '#erp/connector_kinds'
import ErpConnection from '#erp/models/erp_connection'
import { closePostingConnectors } from '#erp/posting_connectors'
import { hurry } from '#erp/patience'
import { actorFor, personWithRole } from '#tests/support/people'
import { erpCustomer } from '#tests/support/erp_records'
import TakingErp from '#tests/support/taking_erp'

/** A connection to an ERP that takes customers, with one customer in it, and a clerk. */
export default class BindingWorld {
  private constructor(
    readonly erp: TakingErp,
    readonly connection: ErpConnection,
    readonly clerk: Actor
  ) {}

  static async build(): Promise<BindingWorld> {
    hurry(0)
    await closePostingConnectors()
    const erp = new TakingErp()
    erp.set(erpCustomer('10', { name: 'Talleres Núñez', email: 'old@nunez.example', phone: '1', contacts: [] }))
    registerConnector({ kind: 'fake', settings: [], open: () => erp })
    const description = await erp.describe()
    const facts = { settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7, archiveDays: 14, description }
    const connection = await ErpConnection.create({ name: 'Head office', kind: 'fake', ...facts })
    const world = new BindingWorld(erp, connection, await actorFor(await personWithRole('administrator')))
    await world.sync()

    return world
  }

  async sync(): Promise<void> {
    this.erp.advance(1)
    await new SyncConnection().handle(this.connection.id, { mode: 'full' }, { pageSize: 50 })
  }

  async owns(policies: Partial<Policies>): Promise<void> {
    await new SaveFieldPolicies().handle(this.connection.id, { ...ERP_OWNS_ALL, ...policies })
  }

  async company(): Promise<Record<string, any>> {
    return db.from('companies').join('customers', 'customers.id', 'companies.customer_id').where('customers.external_id', '10').select('companies.*').firstOrFail()
  }

  async prospect(values: Record<string, unknown> = {}): Promise<Record<string, any>> {
    const facts = { name: 'Bodegas Ibáñez', status: 'prospect', city: 'Haro', country: 'ES', email: 'hola@ibanez.example', ...values }
    return new SaveRecord().handle(recordType('company'), { id: null, values: facts }, this.clerk)
  }

  async edit(values: Record<string, unknown>): Promise<void> {
    const { id } = await this.company()
    await new SaveRecord().handle(recordType('company'), { id, values }, this.clerk)
  }

  messages(kind = 'customer_change'): Promise<OutboxMessage[]> {
    return OutboxMessage.query().where('kind', kind).orderBy('id')
  }

  /** Takes the message through its next step, whenever that is due. */
  async step({ id }: OutboxMessage): Promise<OutboxMessage> {
    await OutboxMessage.query().where('id', id).update({ nextAttemptAt: '2020-01-01 00:00:00', sentAt: '2020-01-01 00:00:00' })
    const message = await OutboxMessage.findOrFail(id)
    await new DeliverMessage().handle(message.id, message.step)
    return OutboxMessage.findOrFail(id)
  }

  async deliverAll(kind = 'customer_change'): Promise<void> {
    for (const message of await this.messages(kind)) if (message.state === 'pending') await this.step(message)
  }
}
