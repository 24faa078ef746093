import type { ErpStockMove } from '#contracts/erp'
import { within, type Trx } from '#shared/database/transaction'
import type OutboxMessage from '#shared/outbox/outbox_message'
import StockIssue from '#erp/models/stock_issue'

/** Keeps the number that the ERP gave a stock issue, in the transaction that records the answer. */
export default class KeepStockIssue {
  async handle(message: OutboxMessage, trx?: Trx): Promise<void> {
    const { held } = (message.reply ?? {}) as { held?: Pick<ErpStockMove, 'id' | 'number'> }
    if (!held) return
    await within(trx, async (inner) => {
      const issue = await StockIssue.query({ client: inner }).where('id', message.subjectId).forUpdate().firstOrFail()
      await issue.merge({ externalId: held.id, number: held.number }).save()
    })
  }
}
