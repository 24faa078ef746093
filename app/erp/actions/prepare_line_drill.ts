import type { ErpConnector } from '#contracts/erp'
import { chunks } from '#shared/database/bulk'
import { moneyText } from '#shared/money/money'
import { enqueueMany, type OutgoingMessage } from '#shared/outbox/enqueue'
import DrillRefused from '#erp/errors/drill_refused'
import ErpConnection from '#erp/models/erp_connection'
import { LINE_DRILL } from '#erp/outbox/line_drill_outbox_kind'

export interface LineDrill {
  kind: string
  target: string
  references: string[]
}

const CUSTOMERS = 5
const MESSAGES_AT_ONCE = 500

interface Ground {
  currency: string
  customerIds: string[]
  productId: string | null
}

/** Copies a connection onto the line that is cut, and queues pairs of an invoice and a credit note that make up for each other. */
export default class PrepareLineDrill {
  /** @throws {DrillRefused} */
  async handle(name: string, postings: number, connection: ErpConnection, direct: ErpConnector, url: string): Promise<LineDrill> {
    const ground = await this.ground(direct)
    const { kind, timeZone, mapping } = connection
    const days = { overlapMinutes: 15, fullEveryDays: 7 }
    const settings = { ...connection.settings, url }
    const copy = await ErpConnection.create({ name: `Drill ${name}`, kind, settings, mapping, timeZone, isActive: false, ...days })
    const messages = Array.from({ length: postings }, (_, index) => this.message(`DRILL-${name}-${index}`, index, ground, String(copy.id)))
    for (const some of chunks(messages, MESSAGES_AT_ONCE)) await enqueueMany(LINE_DRILL, some)

    return { kind: LINE_DRILL, target: String(copy.id), references: messages.map(({ reference }) => reference) }
  }

  private async ground(direct: ErpConnector): Promise<Ground> {
    const { currency } = await direct.describe()
    const customers = await direct.readPage('customer', { since: null, after: null, limit: 50 })
    const products = await direct.readPage('product', { since: null, after: null, limit: 50 })
    const customerIds = customers.records.filter(({ isActive, isBlocked }) => isActive && !isBlocked).map(({ id }) => id)
    if (customerIds.length === 0) throw new DrillRefused('customers')
    const product = products.records.find(({ isActive, isService }) => isActive && isService)

    return { currency, customerIds: customerIds.slice(0, CUSTOMERS), productId: product?.id ?? null }
  }

  private message(reference: string, index: number, { currency, customerIds, productId }: Ground, target: string): OutgoingMessage {
    const pair = Math.floor(index / 2)
    const netCents = index % 2 === 0 ? 1_000 + pair : -(1_000 + pair)
    const line = { productId, description: 'Drill: no real invoice', quantity: '1', unitPrice: moneyText(netCents, currency), netCents, taxCode: null }
    const customerId = customerIds[pair % customerIds.length]
    const payload = { reference, customerId, issuedOn: null, currency, netCents, text: `Drill ${reference}: no real invoice`, lines: [line] }

    return { subjectType: LINE_DRILL, subjectId: index, reference, target, payload }
  }
}
