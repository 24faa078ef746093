import { randomBytes } from 'node:crypto'
import type { StockMoveToPost } from '#contracts/erp'
import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import { enqueue } from '#shared/outbox/enqueue'
import OutboxMessage from '#shared/outbox/outbox_message'
import { shortReference } from '#shared/outbox/short_reference'
import DocumentNotSendable from '#erp/errors/document_not_sendable'
import ErpConnection from '#erp/models/erp_connection'
import StockIssue from '#erp/models/stock_issue'
import { STOCK_MOVE } from '#erp/outbox/document_delivery'

/** Takes an issue back whole: the part was not used after all, or was entered wrongly. */
export default class ReverseStockIssue {
  /** @throws {DocumentNotSendable} */
  async handle(issueId: number, reason: string, actor: Actor, trx?: Trx): Promise<StockIssue> {
    return within(trx, async (inner) => {
      const issue = await StockIssue.query({ client: inner }).where('id', issueId).forUpdate().firstOrFail()
      const sent = await OutboxMessage.query({ client: inner }).where({ kind: STOCK_MOVE, subjectId: issueId }).firstOrFail()
      if (issue.reversesId !== null || sent.state !== 'done' || issue.externalId === null) throw new DocumentNotSendable('not_issued')
      const connection = await ErpConnection.query({ client: inner }).where('id', issue.connectionId).firstOrFail()
      if (!connection.isActive || !connection.description?.capabilities.stock?.reverses) throw new DocumentNotSendable('not_reversible')

      const reference = shortReference('STK', randomBytes(8))
      const { connectionId, subjectType, subjectId, customerId, productId, siteKey, location, quantity, serial } = issue
      const taken = await inner.from('stock_issues').where('reverses_id', issue.id).first()
      if (taken) throw new DocumentNotSendable('reversed_already')
      const reversal = await StockIssue.create(
        {
          ...{ connectionId, subjectType, subjectId, customerId, productId, siteKey, location, quantity, serial, movedOn: null },
          ...{ text: reason, reference, reversesId: issue.id, enteredById: actor.id, enteredByName: actor.name },
        },
        { client: inner }
      )
      const payload: StockMoveToPost = {
        ...(sent.payload as unknown as StockMoveToPost),
        ...{ reference, kind: 'reversal', movedOn: null, text: reason, reverses: { id: issue.externalId, reference: issue.reference } },
      }
      await enqueue(STOCK_MOVE, { subjectType: 'stock_issue', subjectId: reversal.id, reference, target: String(connection.id), payload: { ...payload } }, inner)
      return reversal
    })
  }
}
