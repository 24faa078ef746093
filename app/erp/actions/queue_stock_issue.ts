import { randomBytes } from 'node:crypto'
import type { StockMoveToPost } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import { enqueue } from '#shared/outbox/enqueue'
import { shortReference } from '#shared/outbox/short_reference'
import DocumentNotSendable from '#erp/errors/document_not_sendable'
import ErpConnection from '#erp/models/erp_connection'
import StockIssue from '#erp/models/stock_issue'
import { STOCK_MOVE } from '#erp/outbox/document_delivery'

export interface PartUsed {
  /** Of our mirror; its ERP is the one whose stock it leaves. */
  productId: number
  quantity: string
  siteKey: string
  location: string | null
  serial: string | null
  movedOn: CalendarDate | null
  text: string
}

export interface StockIssueDocument extends PartUsed {
  subject: { type: string; id: number }
  /** Of crm: at whose place the part was used; null where nobody's. */
  companyId: number | null
}

/** Puts the issue of a part on its way into the ERP, so that its stock says what is really there. */
export default class QueueStockIssue {
  /** @throws {DocumentNotSendable} */
  async handle({ subject, companyId, ...part }: StockIssueDocument, by: { id: number | null; name: string }, trx?: Trx): Promise<StockIssue> {
    return within(trx, async (inner) => {
      const product = await inner.from('products').where('id', part.productId).firstOrFail()
      const connection = await ErpConnection.query({ client: inner }).where({ id: product.connection_id, isActive: true }).first()
      if (!connection?.description?.capabilities.stock) throw new DocumentNotSendable('stock_not_offered')
      admitSerial(part, product)
      const customer = await customerOf(companyId, connection.id, inner)

      const reference = shortReference('STK', randomBytes(8))
      const issue = await StockIssue.create(
        {
          ...part,
          ...{ connectionId: connection.id, subjectType: subject.type, subjectId: subject.id, customerId: customer?.id ?? null },
          ...{ reference, reversesId: null, enteredById: by.id, enteredByName: by.name },
        },
        { client: inner }
      )
      const payload = issuePayload(issue, String(product.external_id), customer?.key ?? null)
      await enqueue(STOCK_MOVE, { subjectType: 'stock_issue', subjectId: issue.id, reference, target: String(connection.id), payload: { ...payload } }, inner)
      return issue
    })
  }
}

/** @throws {DocumentNotSendable} for a piece without its serial number, or several pieces at once */
export function admitSerial({ quantity, serial }: PartUsed, product: { is_serialised: unknown; number: string }): void {
  if (product.is_serialised && (!serial || Number(quantity) !== 1)) throw new DocumentNotSendable('serial_needed', { product: product.number }, 'serial')
}

/** The issue as the ERP is to have it. */
export function issuePayload(issue: StockIssue, productKey: string, customerKey: string | null): StockMoveToPost {
  const { reference, movedOn, siteKey, location, quantity, serial, text } = issue
  return { reference, kind: 'issue', reverses: null, movedOn, customerId: customerKey, siteId: siteKey, location, productId: productKey, quantity, serial, text }
}

async function customerOf(companyId: number | null, connectionId: number, trx: Trx): Promise<{ id: number; key: string } | null> {
  if (companyId === null) return null
  const company = await trx.from('companies').where('id', companyId).firstOrFail()
  const customer = company.customer_id ? await trx.from('customers').where({ id: company.customer_id, connection_id: connectionId }).first() : null
  return customer ? { id: Number(customer.id), key: String(customer.external_id) } : null
}
