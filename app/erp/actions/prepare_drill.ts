import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { chunks, insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { enqueueMany, type OutgoingMessage } from '#shared/outbox/enqueue'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import SyncIsRunning from '#erp/errors/sync_is_running'
import ErpConnection from '#erp/models/erp_connection'
import { DRILL } from '#erp/outbox/drill_outbox_kind'
import SyncLock from '#erp/sync_lock'

export interface Drill {
  kind: string
  target: string
  /** Every reference of the drill begins with it. */
  prefix: string
  customerIds: number[]
  /** The sandbox is not read while it is full of the drill's invoices. */
  locks: SyncLock[]
}

const CUSTOMERS = 20
const MESSAGES_AT_ONCE = 500

/** Makes a connection and customers that only the drill uses, and queues its postings. */
export default class PrepareDrill {
  /** @throws {SyncIsRunning} while a sandbox is being read */
  async handle(name: string, postings: number, lostPercent: number): Promise<Drill> {
    const locks = await this.holdSyncsOff()
    const prefix = `D${name}-`
    const { timeZone, currency } = await sandboxSettings(db.connection())
    const connection = await ErpConnection.create({
      name: `Drill ${name}`,
      kind: 'sandbox',
      settings: { lost: String(lostPercent) },
      isActive: false,
      timeZone,
      overlapMinutes: 15,
      fullEveryDays: 7,
    })
    const customerIds = await within(undefined, (trx) => this.customers(prefix, trx))
    const messages = Array.from({ length: postings }, (_, index) => this.message(`${prefix}${index}`, index, currency, customerIds, String(connection.id)))
    for (const some of chunks(messages.sort(() => Math.random() - 0.5), MESSAGES_AT_ONCE)) await enqueueMany(DRILL, some)

    return { kind: DRILL, target: String(connection.id), prefix, customerIds, locks }
  }

  private async holdSyncsOff(): Promise<SyncLock[]> {
    const locks: SyncLock[] = []
    for (const { id, name } of await ErpConnection.query().where('kind', 'sandbox')) {
      const lock = new SyncLock(id)
      if (await lock.take(null, DateTime.utc())) {
        locks.push(lock)
        continue
      }
      for (const taken of locks) await taken.release()
      throw new SyncIsRunning({ connection: name })
    }
    return locks
  }

  private async customers(prefix: string, trx: Trx): Promise<number[]> {
    const rows = Array.from({ length: CUSTOMERS }, (_, index) => ({
      number: `${prefix}${index}`,
      name: `Drill ${index}`,
      payment_days: 30,
      is_active: true,
      is_blocked: false,
      modified_at: sqlInstant(now()),
    }))
    await insertMany(trx, 'sandbox_customers', rows)
    const made = await trx.from('sandbox_customers').where('number', 'like', `${prefix}%`).select('id').orderBy('id')

    return made.map(({ id }) => Number(id))
  }

  private message(reference: string, index: number, currency: string, customerIds: number[], target: string): OutgoingMessage {
    const netCents = 1_000 + index
    const line = { productId: null, description: 'Drill', quantity: '1', unitPrice: (netCents / 100).toFixed(2), netCents, taxCode: null }
    const customerId = String(customerIds[index % customerIds.length])
    const payload = { reference, customerId, issuedOn: null, currency, netCents, text: reference, lines: [line] }

    return { subjectType: DRILL, subjectId: index, reference, target, payload }
  }
}
