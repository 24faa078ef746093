import db from '@adonisjs/lucid/services/db'
import type { ModelAttributes } from '@adonisjs/lucid/types/model'
import { ERP_ENTITIES, type ErpEntity } from '#contracts/erp'
import { MIRRORINGS } from '#mirror/rules/mirrorings'
import CloseCircuit from '#erp/actions/close_circuit'
import SyncConnection, { type SyncOptions, type SyncOrder } from '#erp/actions/sync_connection'
import { registerConnector } from '#erp/connector_kinds'
import ErpConnection from '#erp/models/erp_connection'
import type SyncRun from '#erp/models/sync_run'
import SyncRunEntity from '#erp/models/sync_run_entity'
import { hurry } from '#erp/patience'
import FakeErp from '#tests/support/fake_erp'
import { erpCustomer, erpDelivery, erpInvoice, erpOrder, erpProduct } from '#tests/support/erp_records'

/** A connection to a fake ERP, and what tests ask of it. */
export default class SyncWorld {
  private constructor(
    readonly erp: FakeErp,
    readonly connection: ErpConnection
  ) {}

  static async build(name = 'Fake'): Promise<SyncWorld> {
    hurry(0)
    const erp = new FakeErp()
    registerConnector({ kind: 'fake', settings: [], open: () => erp })
    const connection = await ErpConnection.create({
      name,
      kind: 'fake',
      settings: {},
      isActive: true,
      timeZone: 'Europe/Madrid',
      overlapMinutes: 15,
      fullEveryDays: 7,
    })

    return new SyncWorld(erp, connection)
  }

  /** `count` customers and products, each with an order, a delivery and an invoice, changed last an hour ago. */
  fill(count: number): void {
    const stamp = new Date(this.erp.time - 60 * 60_000).toISOString()
    for (let n = 1; n <= count; n++) {
      const id = String(n).padStart(4, '0')
      this.erp.put('customer', erpCustomer(id), stamp)
      this.erp.put('product', erpProduct(id), stamp)
      this.erp.put('order', erpOrder(id, id, id), stamp)
      this.erp.put('delivery', erpDelivery(id, id, id, { lines: [{ ...erpDelivery(id, id, id).lines[0], orderLineId: `${id}-1` }] }), stamp)
      this.erp.put('invoice', erpInvoice(id, id), stamp)
    }
  }

  /** Somebody has seen that the ERP is back: a run does not wait until the circuit closes by itself. */
  async sync(order: Partial<SyncOrder> = {}, options: SyncOptions = {}): Promise<SyncRun> {
    await new CloseCircuit().handle(this.connection.id)
    return new SyncConnection().handle(this.connection.id, { mode: 'incremental', ...order }, { pageSize: 3, pagesAtOnce: 1, ...options })
  }

  /** What a run did to an entity. */
  async part(run: SyncRun, entity: ErpEntity): Promise<ModelAttributes<SyncRunEntity>> {
    const part = await SyncRunEntity.query().where({ runId: run.id, entity }).firstOrFail()

    return part.$attributes as ModelAttributes<SyncRunEntity>
  }

  /** Everything mirrored, by the ERP's identifiers, without our own and without times. */
  async mirrored(): Promise<Record<string, unknown[]>> {
    const all: Record<string, unknown[]> = {}
    for (const entity of ERP_ENTITIES) {
      const { table } = MIRRORINGS[entity]
      all[table] = await db
        .from(table)
        .select('external_id', 'payload_hash')
        .where('connection_id', this.connection.id)
        .whereNull('gone_at')
        .orderBy('external_id')
    }
    for (const table of ['sales_order_lines', 'delivery_lines']) {
      const rows = await db.from(table).where('connection_id', this.connection.id).whereNull('gone_at').orderBy('external_id')
      all[table] = rows.map((row) => [row.external_id, row.quantity, table === 'delivery_lines' && row.sales_order_line_id !== null])
    }

    return all
  }
}
