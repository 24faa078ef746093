import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#shared/clock'
import DeliverMessage from '#shared/outbox/actions/deliver_message'
import OutboxMessage from '#shared/outbox/outbox_message'
import SyncConnection from '#erp/actions/sync_connection'
import SandboxConnector from '#erp/connectors/sandbox/sandbox_connector'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import ErpConnection from '#erp/models/erp_connection'
import { hurry } from '#erp/patience'
import { closePostingConnectors } from '#erp/posting_connectors'
import '#start/jobs'
import '#start/followers'

const CUSTOMER = '3'

/** The sandbox as an ERP that has been read, with a company and an installed item of its customer. */
export default class OutgoingWorld {
  private products = new Map<string, number>()

  private constructor(
    readonly connection: ErpConnection,
    readonly companyId: number,
    readonly itemId: number
  ) {}

  static async build(): Promise<OutgoingWorld> {
    hurry(0)
    await closePostingConnectors()
    await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))
    const facts = { settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7, description: await new SandboxConnector().describe() }
    const connection = await ErpConnection.create({ name: 'Head office', kind: 'sandbox', ...facts })
    await new SyncConnection().handle(connection.id, { mode: 'full' })
    const company = await db.from('companies').join('customers', 'customers.id', 'companies.customer_id').where('customers.external_id', CUSTOMER).select('companies.id').firstOrFail()
    const item = await db.from('installed_items').orderBy('id').firstOrFail()
    const world = new OutgoingWorld(connection, Number(company.id), Number(item.id))
    for (const row of await db.from('products').select('id', 'external_id')) world.products.set(row.external_id, Number(row.id))

    return world
  }

  /** Our product behind the ERP's. */
  productId(key: string): number {
    return this.products.get(key)!
  }

  async stockOf(product: number): Promise<number> {
    return Number((await db.from('sandbox_stock').where({ product_id: product, site_id: 1 }).firstOrFail()).quantity)
  }

  /** Takes the newest message of a kind through its next step, whenever that is due. */
  async step(kind: string): Promise<OutboxMessage> {
    const { id } = await OutboxMessage.query().where('kind', kind).orderBy('id', 'desc').firstOrFail()
    await OutboxMessage.query().where('id', id).update({ nextAttemptAt: '2020-01-01 00:00:00', sentAt: '2020-01-01 00:00:00' })
    const message = await OutboxMessage.findOrFail(id)
    await new DeliverMessage().handle(message.id, message.step)
    return OutboxMessage.findOrFail(id)
  }
}
